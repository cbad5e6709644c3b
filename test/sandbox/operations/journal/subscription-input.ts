import { z } from 'zod';
import type { Call } from '../../http/operation.ts';
import { notImplemented, validationError } from '../../http/refusal.ts';
import { parseBody } from '../../http/request-body.ts';
import { checkScopes, objectScopes } from '../../http/scopes.ts';
import { ASSOCIATION_ACTIONS, type JournalSubscription, OBJECT_ACTIONS } from '../../journal/subscription.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import type { Portal } from '../../state/portal.ts';

// The file calls `objectIds` and `properties` required; the guide's examples leave out what they do not need.
const named = {
  portalId: z.number().int().transform(String),
  objectTypeId: z.string(),
  objectIds: z.array(z.number().int().transform(String)).default([]),
};
const input = z.discriminatedUnion('subscriptionType', [
  z.strictObject({
    subscriptionType: z.literal('OBJECT'),
    ...named,
    actions: z.array(z.enum(OBJECT_ACTIONS)).min(1),
    properties: z.array(z.string()).default([]),
  }),
  z.strictObject({
    subscriptionType: z.literal('ASSOCIATION'),
    ...named,
    actions: z.array(z.enum(ASSOCIATION_ACTIONS)).min(1),
    associatedObjectTypeIds: z.array(z.string()).min(1),
  }),
]);

const OTHERS = ['APP_LIFECYCLE_EVENT', 'LIST_MEMBERSHIP', 'GDPR_PRIVACY_DELETION', 'EVENT'];

export type SubscriptionInput = Omit<JournalSubscription, 'id' | 'createdAt'>;

/** Reads what is asked for; refuses accounts, objects, properties and kinds of subscription that are not there. */
export function readSubscription({ journal, body }: Call, scopes: ReadonlySet<string>) {
  const type: unknown = Reflect.get(Object(body), 'subscriptionType');
  if (OTHERS.some((each) => each === type)) {
    throw notImplemented('POST', `/webhooks-journal/subscriptions of ${String(type)}`);
  }
  const wanted = parseBody(input, body);
  const portal = journal.portals.get(wanted.portalId);
  if (portal === undefined) throw validationError(`The app is not installed in portal ${wanted.portalId}`);
  checkObject(portal, wanted.objectTypeId, scopes);
  if (wanted.subscriptionType === 'ASSOCIATION') {
    for (const each of wanted.associatedObjectTypeIds) checkObject(portal, each, scopes);
    return { ...wanted, properties: [] } satisfies SubscriptionInput;
  }
  checkProperties(portal, wanted.objectTypeId, wanted.properties);
  return { ...wanted, associatedObjectTypeIds: [] } satisfies SubscriptionInput;
}

function checkObject(portal: Portal, objectTypeId: string, scopes: ReadonlySet<string>): void {
  if (!/^\d+-\d+$/.test(objectTypeId)) throw validationError(`${objectTypeId} is no object type id`);
  checkScopes(scopes, objectScopes(objectTypeOfPath(portal, objectTypeId), 'read'));
}

function checkProperties(portal: Portal, objectTypeId: string, properties: readonly string[]): void {
  const type = objectTypeOfPath(portal, objectTypeId);
  const unknown = properties.find((name) => !type.properties.has(name));
  if (unknown !== undefined) throw validationError(`Property ${unknown} does not exist on ${type.name}`);
}

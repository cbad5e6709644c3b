import { z } from 'zod';
import { parseAnswer } from './answer.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

const PATH = `/webhooks-journal/subscriptions/${API_VERSION}`;

/** What of a portal is written into the journal: records of a kind, or links that start at one. */
export type WantedSubscription = {
  readonly subscriptionType: 'OBJECT' | 'ASSOCIATION';
  readonly objectTypeId: string;
  readonly actions: readonly string[];
  /** Of `UPDATE`. */
  readonly properties?: readonly string[];
  readonly associatedObjectTypeIds?: readonly string[];
};

const shown = z.object({
  id: z.number().int().transform(String),
  subscriptionType: z.string(),
  portalId: z.number().int().transform(String).nullish(),
  objectTypeId: z.string().nullish(),
  actions: z.array(z.string()),
  properties: z.array(z.string()).nullish(),
  associatedObjectTypeIds: z.array(z.string()).nullish(),
  deletedAt: z.string().nullish(),
});
const list = z.object({ results: z.array(shown) });

/** The subscriptions of one portal. HubSpot lists those of all portals of the app, without pages. */
export async function listSubscriptions(
  request: HubSpotRequest,
  portalId: string,
): Promise<{ readonly id: string; readonly key: string }[]> {
  const { results } = parseAnswer(list, await request({ method: 'GET', path: PATH }), PATH);
  return results
    .filter((each) => each.portalId === portalId && each.deletedAt == null)
    .map((each) => ({
      id: each.id,
      key: keyOf({
        subscriptionType: each.subscriptionType,
        objectTypeId: each.objectTypeId ?? '',
        actions: each.actions,
        properties: each.properties ?? [],
        associatedObjectTypeIds: each.associatedObjectTypeIds ?? [],
      }),
    }));
}

/** Resolves to the id of the subscription. */
export async function createSubscription(
  request: HubSpotRequest,
  portalId: string,
  wanted: WantedSubscription,
): Promise<string> {
  const body = { ...wanted, portalId: Number(portalId) };
  return parseAnswer(shown, await request({ method: 'POST', path: PATH, body }), PATH).id;
}

export async function deleteSubscription(request: HubSpotRequest, id: string): Promise<void> {
  await request({ method: 'DELETE', path: `${PATH}/${id}` });
}

/** All that the app has subscribed to in a portal. */
export async function deleteSubscriptionsOf(request: HubSpotRequest, portalId: string): Promise<void> {
  await request({ method: 'DELETE', path: `${PATH}/portals/${portalId}` });
}

/** The same for two subscriptions that ask for the same, in whatever order. */
export function keyOf(
  subscription: Omit<WantedSubscription, 'subscriptionType'> & { subscriptionType: string },
) {
  const {
    subscriptionType,
    objectTypeId,
    actions,
    properties = [],
    associatedObjectTypeIds = [],
  } = subscription;
  const lists = [actions, properties, associatedObjectTypeIds].map((each) => each.toSorted().join(','));
  return [subscriptionType, objectTypeId, ...lists].join(' ');
}

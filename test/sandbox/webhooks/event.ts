import { changeSourceOf } from '../state/actor.ts';
import type { Change } from '../state/change.ts';
import { objectTypeById } from '../state/object-types.ts';
import type { Portal } from '../state/portal.ts';
import { webhookValue } from '../state/property-value.ts';
import type { Subscription } from './subscription.ts';

export type WebhookEvent = Record<string, unknown> & { subscriptionType: string };

/** An event and the earliest moment at which it may be sent. */
export type DueEvent = { event: WebhookEvent; notBefore: number };

const LATE_MS = 10_000;

/**
 * The events of one write, as captured from real portals: one per subscription that fits, all with the same
 * `occurredAt`, and a creation in the middle of its property changes.
 */
export function eventsOf(
  portal: Portal,
  subscriptions: readonly Subscription[],
  changes: readonly Change[],
  nextEventId: () => number,
): DueEvent[] {
  const due: DueEvent[] = [];
  const creations: DueEvent[] = [];
  for (const change of changes) {
    for (const subscription of subscriptions) {
      if (!fits(portal, subscription, change)) continue;
      const isLate =
        change.kind === 'property' && change.calculated && portal.assume.calculatedPropertiesFire === 'late';
      const event = eventOf(portal, subscription, change, nextEventId());
      const list = change.kind === 'created' ? creations : due;
      list.push({ event, notBefore: change.at + (isLate ? LATE_MS : 0) });
    }
  }
  const middle = Math.ceil(due.length / 2);
  return [...due.slice(0, middle), ...creations, ...due.slice(middle)];
}

function fits(portal: Portal, subscription: Subscription, change: Change): boolean {
  switch (change.kind) {
    case 'property':
      return (
        subscription.event === 'propertyChange' &&
        subscription.objectTypeId === change.objectTypeId &&
        subscription.propertyName === change.name &&
        (!change.calculated || portal.assume.calculatedPropertiesFire !== 'no')
      );
    case 'association':
      return (
        subscription.event === 'associationChange' &&
        subscription.objectTypeId === change.from.objectTypeId &&
        (subscription.format === 'generic'
          ? portal.assume.associationEvent !== 'absent'
          : ['0-1', '0-2', '0-3'].includes(change.to.objectTypeId))
      );
    default:
      return (
        subscription.event === EVENT_OF[change.kind] && subscription.objectTypeId === change.objectTypeId
      );
  }
}

const EVENT_OF = {
  created: 'creation',
  deleted: 'deletion',
  restored: 'restore',
  merged: 'merge',
  'privacy-deleted': 'privacyDeletion',
} as const;

function eventOf(portal: Portal, subscription: Subscription, change: Change, eventId: number): WebhookEvent {
  const prefix =
    subscription.format === 'generic' ? 'object' : objectTypeById(portal, subscription.objectTypeId).name;
  const { changeSource, sourceId } = changeSourceOf(change.actor);
  return {
    eventId,
    subscriptionId: subscription.subscriptionId,
    portalId: Number(portal.id),
    appId: Number(portal.appId),
    occurredAt: change.at,
    subscriptionType: `${prefix}.${subscription.event}`,
    attemptNumber: 0,
    ...detailsOf(portal, subscription, change),
    changeSource: change.kind === 'association' && change.actor.kind === 'person' ? 'USER' : changeSource,
    sourceId,
    ...(subscription.format === 'generic' ? { isSensitive: false } : {}),
  };
}

function detailsOf(portal: Portal, subscription: Subscription, change: Change): Record<string, unknown> {
  const typeField = subscription.format === 'generic' ? { objectTypeId: subscription.objectTypeId } : {};
  switch (change.kind) {
    case 'created':
      return { objectId: Number(change.id), ...typeField, changeFlag: 'CREATED' };
    case 'deleted':
      return { objectId: Number(change.id), ...typeField, changeFlag: 'DELETED' };
    case 'restored':
    case 'privacy-deleted':
      return { objectId: Number(change.id), ...typeField };
    case 'property': {
      const property = objectTypeById(portal, change.objectTypeId).properties.get(change.name);
      const propertyValue = property ? webhookValue(property, change.value) : change.value;
      return { objectId: Number(change.id), ...typeField, propertyName: change.name, propertyValue };
    }
    case 'merged':
      return {
        objectId: Number(change.newId),
        ...typeField,
        primaryObjectId: Number(change.primaryId),
        mergedObjectIds: change.mergedIds.map(Number),
        newObjectId: Number(change.newId),
        numberOfPropertiesMoved: change.propertiesMoved,
      };
    case 'association':
      return associationDetails(portal, subscription, change);
  }
}

/** Association events have no `objectId`. The generic spelling is an assumption: no sample is published. */
function associationDetails(
  portal: Portal,
  subscription: Subscription,
  change: Extract<Change, { kind: 'association' }>,
): Record<string, unknown> {
  const ends = {
    fromObjectId: Number(change.from.id),
    toObjectId: Number(change.to.id),
    associationRemoved: change.removed,
    isPrimaryAssociation: change.isPrimary,
  };
  if (subscription.format === 'classic') {
    const [from, to] = [change.from, change.to].map((end) =>
      objectTypeById(portal, end.objectTypeId).name.toUpperCase(),
    );
    return { associationType: `${from}_TO_${to}`, ...ends };
  }
  if (portal.assume.associationEvent === 'names') {
    return {
      ...ends,
      fromObjectType: change.from.objectTypeId,
      toObjectType: change.to.objectTypeId,
      associationType: { category: change.category, typeId: change.typeId },
    };
  }
  return {
    ...ends,
    fromObjectTypeId: change.from.objectTypeId,
    toObjectTypeId: change.to.objectTypeId,
    associationTypeId: change.typeId,
    associationCategory: change.category,
  };
}

import { isoOf } from '../../clock.ts';
import type { JournalSubscription } from '../../journal/subscription.ts';

export function shownSubscription(subscription: JournalSubscription, appId: string): Record<string, unknown> {
  const { id, subscriptionType, portalId, objectTypeId, actions, createdAt } = subscription;
  return {
    ...{ id, appId: Number(appId), subscriptionType, portalId: Number(portalId), objectTypeId, actions },
    objectIds: subscription.objectIds.map(Number),
    ...(subscriptionType === 'OBJECT'
      ? { properties: subscription.properties }
      : { associatedObjectTypeIds: subscription.associatedObjectTypeIds }),
    ...{ createdAt: isoOf(createdAt), updatedAt: isoOf(createdAt) },
  };
}

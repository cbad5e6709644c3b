import { isoOf } from '../clock.ts';
import type { Change } from '../state/change.ts';
import { objectTypeById } from '../state/object-types.ts';
import type { Portal } from '../state/portal.ts';
import { webhookValue } from '../state/property-value.ts';
import type { JournalSubscription } from './subscription.ts';

export type JournalEvent = Record<string, unknown> & { action: string };

/**
 * What one write says in the journal: of each record one event per action, and of a link only the end that was
 * subscribed to. The documents name no field of a merge or a link beyond these.
 */
export function journalEventsOf(
  portal: Portal,
  all: readonly JournalSubscription[],
  changes: readonly Change[],
): JournalEvent[] {
  const subscriptions = all.filter(({ portalId }) => portalId === portal.id);
  const said = new Map<string, JournalEvent>();
  for (const change of changes) {
    if (!subscriptions.some((each) => fits(portal, each, change))) continue;
    const event = eventOf(portal, change);
    const key = keyOf(change, event);
    const before = said.get(key);
    said.set(key, before === undefined ? event : withProperties(before, event));
  }
  return [...said.values()];
}

function fits(portal: Portal, subscription: JournalSubscription, change: Change): boolean {
  const action = actionOf(change);
  if (action === undefined || !subscription.actions.includes(action)) return false;
  const { objectTypeId, id } = subjectOf(change);
  if (subscription.objectTypeId !== objectTypeId) return false;
  if (subscription.objectIds.length > 0 && !subscription.objectIds.includes(id)) return false;
  if (change.kind === 'association') {
    return subscription.associatedObjectTypeIds.includes(change.to.objectTypeId);
  }
  if (change.kind !== 'property') return true;
  if (change.calculated && portal.assume.calculatedPropertiesFire === 'no') return false;
  return subscription.properties.includes(change.name);
}

const ACTION_OF = {
  created: 'CREATE',
  property: 'UPDATE',
  deleted: 'DELETE',
  merged: 'MERGE',
  restored: 'RESTORE',
} as const;

function actionOf(change: Change): string | undefined {
  if (change.kind === 'association') return change.removed ? 'ASSOCIATION_REMOVED' : 'ASSOCIATION_ADDED';
  return change.kind === 'privacy-deleted' ? undefined : ACTION_OF[change.kind];
}

function subjectOf(change: Change): { objectTypeId: string; id: string } {
  if (change.kind === 'association') return change.from;
  return { objectTypeId: change.objectTypeId, id: change.kind === 'merged' ? change.newId : change.id };
}

function eventOf(portal: Portal, change: Change): JournalEvent {
  const { objectTypeId, id } = subjectOf(change);
  const base = {
    type: change.kind === 'association' ? 'association' : 'crmObject',
    portalId: Number(portal.id),
    occurredAt: isoOf(change.at),
    action: actionOf(change) ?? '',
    objectTypeId,
    objectId: Number(id),
  };
  if (change.kind === 'property')
    return { ...base, propertyChanges: { [change.name]: sentValue(portal, change) } };
  if (change.kind !== 'association' || portal.assume.journalAssociation === 'one-end') return base;
  return {
    ...base,
    fromObjectId: Number(change.from.id),
    fromObjectTypeId: change.from.objectTypeId,
    toObjectId: Number(change.to.id),
    toObjectTypeId: change.to.objectTypeId,
    associationTypeId: change.typeId,
    associationCategory: change.category,
    isPrimary: change.isPrimary,
  };
}

function sentValue(portal: Portal, change: Extract<Change, { kind: 'property' }>): string {
  const property = objectTypeById(portal, change.objectTypeId).properties.get(change.name);
  return property ? webhookValue(property, change.value) : change.value;
}

/** Events of which one write says only one: the changed properties of a record, and the types of one link. */
function keyOf(change: Change, { action }: JournalEvent): string {
  const { objectTypeId, id } = subjectOf(change);
  const link = change.kind === 'association' ? ` ${change.to.objectTypeId} ${change.to.id}` : '';
  return `${action} ${objectTypeId} ${id}${link}`;
}

function withProperties(before: JournalEvent, { propertyChanges }: JournalEvent): JournalEvent {
  if (propertyChanges === undefined) return before;
  return { ...before, propertyChanges: { ...Object(before.propertyChanges), ...Object(propertyChanges) } };
}

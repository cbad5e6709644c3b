import { validationError } from '../http/refusal.ts';
import type { Actor } from './actor.ts';
import type { AssociationType } from './association-type.ts';
import { unlabelledType } from './association-types.ts';
import type { Change } from './change.ts';
import { dropLink, linksFrom, putLink } from './links.ts';
import type { Portal } from './portal.ts';
import { recordById } from './record-table.ts';

type Pair = { fromId: string; toId: string; actor: Actor };

/** Refuses an association that would break a limit set on its type, or whose records do not exist. */
export function checkAssociation(portal: Portal, type: AssociationType, fromId: string, toId: string): void {
  for (const [objectTypeId, id] of [
    [type.fromTypeId, fromId],
    [type.toTypeId, toId],
  ] as const) {
    const record = recordById(portal.tableOf(objectTypeId), id);
    if (!record || record.archivedAt !== undefined) {
      throw validationError(`One or more objects do not exist: ${objectTypeId} ${id}`, [
        { message: `No ${objectTypeId} with id ${id}`, code: 'INVALID_OBJECT_IDS', context: { id: [id] } },
      ]);
    }
  }
  checkLimits(portal, type, fromId, toId);
}

/**
 * Refuses a link that would give either record more targets than the type allows. `coming`: how many links of the type
 * the same request will already have made, by `type id` and record.
 */
export function checkLimits(
  portal: Portal,
  type: AssociationType,
  fromId: string,
  toId: string,
  coming: ComingLinks = new Map(),
): void {
  checkLimit(portal, type, fromId, toId, coming);
  const inverse = portal.associationTypes.byId.get(type.inverseTypeId);
  if (inverse && inverse !== type) checkLimit(portal, inverse, toId, fromId, coming);
}

export type ComingLinks = Map<string, number>;

/** Counts a link that has passed its checks and will be made. */
export function announceLink(
  coming: ComingLinks,
  { typeId, inverseTypeId }: AssociationType,
  fromId: string,
  toId: string,
) {
  for (const key of [`${typeId} ${fromId}`, `${inverseTypeId} ${toId}`]) {
    coming.set(key, (coming.get(key) ?? 0) + 1);
  }
}

function checkLimit(
  portal: Portal,
  type: AssociationType,
  fromId: string,
  toId: string,
  coming: ComingLinks,
): void {
  if (type.maxToObjectIds === undefined) return;
  const targets = linksFrom(portal.links, type.fromTypeId, type.toTypeId, fromId);
  let used = coming.get(`${type.typeId} ${fromId}`) ?? 0;
  for (const [id, typeIds] of targets) if (id !== toId && typeIds.includes(type.typeId)) used += 1;
  if (used >= type.maxToObjectIds) {
    throw validationError(
      `The record ${fromId} has reached its limit of ${type.maxToObjectIds} associations of type ${type.typeId}`,
      [
        {
          message: 'association limit exceeded',
          code: 'ASSOCIATION_LIMIT_EXCEEDED',
          context: { fromObjectId: [fromId] },
        },
      ],
    );
  }
}

/** Links two records by one type, in both directions; a label brings the unlabelled type with it. */
export function associate(portal: Portal, type: AssociationType, pair: Pair): Change[] {
  const changes: Change[] = [];
  if (type.isPrimary) {
    for (const [toId, typeIds] of linksFrom(portal.links, type.fromTypeId, type.toTypeId, pair.fromId)) {
      if (toId !== pair.toId && typeIds.includes(type.typeId)) {
        changes.push(...dissociate(portal, type, { ...pair, toId }));
      }
    }
  }
  const plain = unlabelledType(portal, type.fromTypeId, type.toTypeId);
  if (plain && plain !== type) put(portal, plain, pair);
  if (!has(portal, type, pair)) {
    put(portal, type, pair);
    changes.push(...bothDirections(portal, type, pair, false));
  }
  touch(portal, type, pair);
  return changes;
}

/** Takes one type off a link, in both directions. */
export function dissociate(portal: Portal, type: AssociationType, pair: Pair): Change[] {
  if (!has(portal, type, pair)) return [];
  dropLink(portal.links, type.fromTypeId, type.toTypeId, pair.fromId, pair.toId, type.typeId);
  dropLink(portal.links, type.toTypeId, type.fromTypeId, pair.toId, pair.fromId, type.inverseTypeId);
  touch(portal, type, pair);
  return bothDirections(portal, type, pair, true);
}

/** Cuts a link whole, all its types. */
export function cutLink(portal: Portal, fromTypeId: string, toTypeId: string, pair: Pair): Change[] {
  const typeIds = linksFrom(portal.links, fromTypeId, toTypeId, pair.fromId).get(pair.toId) ?? [];
  return [...typeIds].flatMap((typeId) => {
    const type = portal.associationTypes.byId.get(typeId);
    return type ? dissociate(portal, type, pair) : [];
  });
}

function has(portal: Portal, type: AssociationType, pair: Pair): boolean {
  const present = linksFrom(portal.links, type.fromTypeId, type.toTypeId, pair.fromId).get(pair.toId);
  return present?.includes(type.typeId) ?? false;
}

function put(portal: Portal, type: AssociationType, pair: Pair): void {
  putLink(portal.links, type.fromTypeId, type.toTypeId, pair.fromId, pair.toId, type.typeId);
  putLink(portal.links, type.toTypeId, type.fromTypeId, pair.toId, pair.fromId, type.inverseTypeId);
}

function touch(portal: Portal, type: AssociationType, pair: Pair): void {
  if (portal.assume.associationTouchesRecords === 'no') return;
  for (const [objectTypeId, id] of [
    [type.fromTypeId, pair.fromId],
    [type.toTypeId, pair.toId],
  ] as const) {
    const record = recordById(portal.tableOf(objectTypeId), id);
    if (record) portal.stampModified(record, pair.actor);
  }
}

function bothDirections(portal: Portal, type: AssociationType, pair: Pair, removed: boolean): Change[] {
  const from = { objectTypeId: type.fromTypeId, id: pair.fromId };
  const to = { objectTypeId: type.toTypeId, id: pair.toId };
  const shared = {
    kind: 'association' as const,
    at: portal.now(),
    actor: pair.actor,
    category: type.category,
    removed,
    isPrimary: type.isPrimary,
  };
  return [
    { ...shared, from, to, typeId: type.typeId },
    { ...shared, from: to, to: from, typeId: type.inverseTypeId },
  ];
}

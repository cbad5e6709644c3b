import { isoOf } from '../../clock.ts';
import { notFound, notImplemented } from '../../http/refusal.ts';
import { objectTypeById } from '../../state/object-types.ts';
import type { Portal } from '../../state/portal.ts';
import type { Segment } from '../../state/segment.ts';
import { segmentTest } from './segment-filter.ts';

export type Member = { recordId: string; membershipTimestamp: string };

/** A segment (list) as the lists API shows it; its size is counted anew. */
export function shownSegment(
  portal: Portal,
  segment: Segment,
  withFilters: boolean,
): Record<string, unknown> {
  return {
    listId: segment.listId,
    listVersion: segment.listVersion,
    name: segment.name,
    objectTypeId: segment.objectTypeId,
    processingType: segment.processingType,
    processingStatus: 'COMPLETE',
    createdAt: isoOf(segment.createdAt),
    updatedAt: isoOf(segment.updatedAt),
    filtersUpdatedAt: isoOf(segment.updatedAt),
    size: membersOf(portal, segment).length,
    ...(withFilters && segment.filterBranch !== undefined ? { filterBranch: segment.filterBranch } : {}),
  };
}

/** Dynamic segments hold what fits now; the others what was put in. */
export function membersOf(portal: Portal, segment: Segment): Member[] {
  const rows = portal.tableOf(segment.objectTypeId).rows.filter((record) => record.archivedAt === undefined);
  if (segment.processingType !== 'DYNAMIC') {
    return rows.flatMap((record) => {
      const addedAt = segment.members.get(record.id);
      return addedAt === undefined ? [] : [{ recordId: record.id, membershipTimestamp: isoOf(addedAt) }];
    });
  }
  const test = segmentTest(objectTypeById(portal, segment.objectTypeId), segment.filterBranch);
  return rows
    .filter((record) => record.mergedInto === undefined && test(record.values, portal.now()))
    .map((record) => ({ recordId: record.id, membershipTimestamp: isoOf(record.updatedAt) }));
}

/** The segment of a path. What is no number there (`folders`, `idmapping`) is an endpoint the sandbox does not have. */
export function segmentById(portal: Portal, listId: string): Segment {
  if (!/^\d+$/.test(listId)) throw notImplemented('any method', `/crm/lists/{version}/${listId}`);
  const segment = portal.segments.find((candidate) => candidate.listId === listId && !candidate.archived);
  if (!segment) throw notFound(`List ${listId} does not exist`);
  return segment;
}

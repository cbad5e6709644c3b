import type { Day } from '../calendar.ts';
import type { ActivityId } from '../ids.ts';
import type { ActivityRecord } from '../partnership/records.ts';
import { ACTIVITY_KINDS, ACTIVITY_STATUSES } from '../vocabulary.ts';
import type { CrmRecord } from './batch-answer.ts';
import { date, dayOf, flag, oneOf, recordedOn, text } from './value.ts';

export const ACTIVITY_PROPERTIES = [
  'name',
  'activity_key',
  'kind',
  'status',
  'happened_on',
  'due_on',
  'two_way',
  'outcome',
  'hs_createdate',
] as const;

/** Reads an activity; null for one without a kind, which is an unfinished record. */
export function parseActivity(record: CrmRecord, timeZone: string): ActivityRecord | null {
  const kind = oneOf(record, 'kind', [...ACTIVITY_KINDS, 'health_snapshot'] as const);
  if (kind === null) return null;
  return {
    id: record.id as ActivityId,
    key: text(record, 'activity_key'),
    name: text(record, 'name') ?? kind,
    kind,
    status: oneOf(record, 'status', ACTIVITY_STATUSES) ?? 'planned',
    happenedOn: dateOrDay(record, 'happened_on', timeZone),
    dueOn: dateOrDay(record, 'due_on', timeZone),
    twoWay: text(record, 'two_way') === null ? null : flag(record, 'two_way'),
    outcome: text(record, 'outcome'),
    recordedOn: recordedOn(record, timeZone),
  };
}

/** `YYYY-MM-DD`, or an instant converted to the portal's day. */
function dateOrDay(record: CrmRecord, name: string, timeZone: string): Day | null {
  const value = text(record, name);
  return value?.includes('T') ? dayOf(record, name, timeZone) : date(record, name);
}

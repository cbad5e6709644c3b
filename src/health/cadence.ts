import { addDays, type Day } from '../calendar.ts';
import { isTalk } from './evidence.ts';
import type { ActivityRecord } from './facts.ts';
import type { HealthSettings } from './settings.ts';
import { holds } from './window.ts';

/** Scheduled check-ins and reviews, and how many of them were kept. */
export type Cadence = { readonly kept: number; readonly scheduled: number };

/**
 * Counts the slots that fell due in the last 180 days and whose week of grace is over (R28). A check-in is
 * also kept when a talk made it needless. null when fewer than two were scheduled.
 */
export function measureCadence(
  activities: readonly ActivityRecord[],
  contacts: readonly Day[],
  today: Day,
  { cadence, checkIn }: HealthSettings,
): Cadence | null {
  const judged = { first: addDays(today, -cadence.days), last: addDays(today, -cadence.graceDays) };
  const slots = activities.flatMap((activity) =>
    isTalk(activity) && activity.dueOn !== null && holds(judged, activity.dueOn)
      ? [{ activity, dueOn: activity.dueOn }]
      : [],
  );
  if (slots.length < cadence.atLeast) return null;
  const kept = slots.filter(({ activity, dueOn }) => {
    const deadline = addDays(dueOn, cadence.graceDays);
    return (
      doneBy(deadline, activity) || talkedInstead(activity, contacts, dueOn, deadline, checkIn.everyDays)
    );
  });
  return { kept: kept.length, scheduled: slots.length };
}

function doneBy(deadline: Day, { status, happenedOn }: ActivityRecord): boolean {
  return status === 'done' && happenedOn !== null && happenedOn <= deadline;
}

function talkedInstead(
  { kind }: ActivityRecord,
  contacts: readonly Day[],
  dueOn: Day,
  deadline: Day,
  everyDays: number,
): boolean {
  // The talk `everyDays` before the due day is the one the slot was counted from: it does not keep it.
  const window = { first: addDays(dueOn, 1 - everyDays), last: deadline };
  return kind === 'check_in' && contacts.some((day) => holds(window, day));
}

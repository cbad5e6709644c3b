import { addDays, type Day } from '../calendar.ts';
import type { PartnerStage } from '../vocabulary.ts';
import type { Counters } from './counters.ts';
import type { Reason } from './reason.ts';
import type { HealthSettings } from './settings.ts';

/** The one thing to do next. `dueOn` is never before today: what is late is due today. */
export type NextStep = { readonly text: string; readonly dueOn: Day | null };

/** When the next check-in and review fall due; a day in the past means it is late. */
export type Rhythm = { readonly nextCheckinOn: Day; readonly nextReviewOn: Day };

export function rhythmFrom(
  { lastContactOn, lastReviewOn }: Counters,
  activatedOn: Day,
  { checkIn, review }: HealthSettings,
): Rhythm {
  return {
    nextCheckinOn: addDays(lastContactOn ?? activatedOn, checkIn.everyDays),
    nextReviewOn: addDays(lastReviewOn ?? activatedOn, review.everyDays),
  };
}

/**
 * The deciding reason's action. A lapse is due now; an imbalance is best raised at the next talk. Without
 * reasons: the next check-in or review, whichever comes first.
 */
export function nextStepFor(reasons: readonly Reason[], rhythm: Rhythm, today: Day): NextStep {
  const notBeforeToday = (day: Day) => (day < today ? today : day);
  const [deciding] = reasons;
  if (deciding !== undefined) {
    const canWait = ['T1a', 'T1b', 'T3', 'T4'].includes(deciding.code);
    return { text: deciding.action, dueOn: canWait ? notBeforeToday(rhythm.nextCheckinOn) : today };
  }
  return rhythm.nextReviewOn <= rhythm.nextCheckinOn
    ? { text: 'Hold the quarterly review', dueOn: notBeforeToday(rhythm.nextReviewOn) }
    : { text: 'Check in with them', dueOn: notBeforeToday(rhythm.nextCheckinOn) };
}

/** What to do with a partner that is not scored. */
export function stepForStage(stage: PartnerStage | null): NextStep {
  return { text: stage === null ? 'Set the stage' : STAGE_STEPS[stage], dueOn: null };
}

const STAGE_STEPS: Readonly<Record<PartnerStage, string>> = {
  identified: 'Find out whether they fit',
  researching: 'Finish the research and make contact',
  contacted: 'Follow up until they answer',
  in_discussion: 'Send the agreement',
  agreement_out: 'Follow up on the agreement',
  active: 'Set the day the partnership became active',
  paused: 'Agree when to resume',
  ended: 'Nothing to do',
  declined: 'Nothing to do',
};

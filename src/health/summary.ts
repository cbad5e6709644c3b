import type { PartnerStage } from '../vocabulary.ts';
import type { HealthInputs } from './inputs.ts';
import type { Reason } from './reason.ts';
import type { ScoredStatus } from './rules.ts';
import type { Score } from './score.ts';
import { counted, daysAgo } from './wording.ts';
import type { Yardstick } from './yardstick.ts';

export const STATUS_NAMES: Readonly<Record<ScoredStatus, string>> = {
  healthy: 'Healthy',
  attention: 'Attention',
  at_risk: 'At Risk',
};

/** `Healthy: 2 received, 1 sent in 180 days; last talk 9 days ago`, or the deciding reason. */
export function scoredSummary(
  status: ScoredStatus,
  reasons: readonly Reason[],
  inputs: HealthInputs,
  { signals, confidence }: Score,
  yardstick: Yardstick,
): string {
  const [deciding, ...others] = reasons;
  const why = deciding === undefined ? activity(inputs, yardstick) : decapitalized(deciding.text);
  const more = others.length === 0 ? '' : ` (and ${counted(others.length, 'more reason')})`;
  const basis =
    confidence <= yardstick.settings.fewSignalsUpTo
      ? `; based on ${signals.known} of ${signals.of} signals`
      : '';
  return `${STATUS_NAMES[status]}: ${why}${more}${basis}`;
}

/** `New, 70 days left; last talk 5 days ago`: in the first weeks only communication is shown. */
export function newSummary(daysLeft: number, inputs: HealthInputs): string {
  return `New, ${counted(daysLeft, 'day')} left; ${talk(inputs)}`;
}

export function notScoredSummary(stage: PartnerStage | null): string {
  return `Not scored: ${stage === null ? 'the stage is missing' : STAGE_WORDS[stage]}`;
}

const STAGE_WORDS: Readonly<Record<PartnerStage, string>> = {
  identified: 'not active yet, identified',
  researching: 'not active yet, being researched',
  contacted: 'not active yet, contacted',
  in_discussion: 'not active yet, in discussion',
  agreement_out: 'not active yet, the agreement is out',
  // An active partner goes without a score only when the day it became active is unknown.
  active: 'the day the partnership became active is missing',
  paused: 'the partnership is paused',
  ended: 'the partnership has ended',
  declined: 'the partnership was declined',
};

function activity(inputs: HealthInputs, { profile }: Yardstick): string {
  const { received, sent, joint } = inputs;
  if (profile.kind === 'joint-activities')
    return `${counted(joint.recent, 'joint activity')} in ${profile.recentDays} days; ${talk(inputs)}`;
  const flow = [
    ...(profile.received || received.long > 0 ? [`${received.long} received`] : []),
    ...(profile.sent || sent.long > 0 ? [`${sent.long} sent`] : []),
  ];
  return `${flow.join(', ')} in ${profile.longDays} days; ${talk(inputs)}`;
}

function talk({ daysSinceContact }: HealthInputs): string {
  return daysSinceContact === null ? 'no talk recorded yet' : `last talk ${daysAgo(daysSinceContact)}`;
}

function decapitalized(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

import { isUneven } from './balance.ts';
import { fraction, isLess } from './fraction.ts';
import type { HealthInputs } from './inputs.ts';
import type { Yardstick } from './yardstick.ts';

export type ScoredStatus = 'healthy' | 'attention' | 'at_risk';
export type HealthStatus = ScoredStatus | 'new' | 'not_scored';
export type ReasonCode = 'A1' | 'A2' | 'A3' | 'F' | 'T1a' | 'T1b' | 'T2a' | 'T2b' | 'T3' | 'T4';

/** What the rules say: the first true one decides, every true one is kept as a reason, in order. */
export type Verdict =
  | { readonly kind: 'new'; readonly daysLeft: number }
  | { readonly kind: 'scored'; readonly status: ScoredStatus; readonly codes: readonly ReasonCode[] };

type Rule = {
  readonly code: ReasonCode;
  readonly status: 'at_risk' | 'attention';
  readonly holds: (inputs: HealthInputs, yardstick: Yardstick) => boolean;
};

/** Playbook §8: "At Risk: no recent activity, relationship fading"; "Attention: imbalanced referrals or communication gaps". */
const RULES: readonly Rule[] = [
  {
    code: 'A1',
    status: 'at_risk',
    holds: ({ daysSinceAnything }, { settings }) => daysSinceAnything > settings.silentDays,
  },
  {
    code: 'A2',
    status: 'at_risk',
    holds: ({ expected, daysSinceContact }, { settings, offSeason }) =>
      !offSeason &&
      expected.long === 0 &&
      expected.before >= 1 &&
      isLonger(daysSinceContact, settings.stoppedContactDays),
  },
  {
    code: 'A3',
    status: 'at_risk',
    holds: ({ age, daysSinceExpected }, { profile, settings }) =>
      profile.kind === 'referrals' &&
      age >= settings.noReferralDays &&
      (daysSinceExpected ?? age) > settings.noReferralDays,
  },
  { code: 'F', status: 'at_risk', holds: ({ severe }) => severe.length > 0 },
  {
    code: 'T1a',
    status: 'attention',
    holds: ({ received, sent }, yardstick) =>
      judgesBothWays(yardstick) && received.long + sent.long >= 1 && Math.min(received.long, sent.long) === 0,
  },
  {
    code: 'T1b',
    status: 'attention',
    holds: ({ received, sent }, yardstick) =>
      judgesBothWays(yardstick) && isUneven(received.long, sent.long, yardstick.settings.uneven),
  },
  {
    code: 'T2a',
    status: 'attention',
    holds: ({ daysSinceContact }, { settings: { checkIn } }) =>
      isLonger(daysSinceContact, checkIn.everyDays + checkIn.graceDays),
  },
  {
    code: 'T2b',
    status: 'attention',
    holds: ({ daysSinceReview }, { settings: { review } }) =>
      daysSinceReview > review.everyDays + review.graceDays,
  },
  {
    code: 'T3',
    status: 'attention',
    holds: ({ expected }, { offSeason }) => !offSeason && expected.recent === 0,
  },
  {
    code: 'T4',
    status: 'attention',
    holds: ({ response }, { settings: { response: rule } }) =>
      rule.judged &&
      response.due >= Math.max(1, rule.atLeast) &&
      isLess(fraction(response.inTime, response.due), fraction(rule.rateBelow)),
  },
];

/**
 * The status of an active partner. In its first 90 days it is New unless rule F holds: trust takes months,
 * and silence in the first weeks is not decay. One referral each way ends New from day 30 on.
 */
export function judge(inputs: HealthInputs, yardstick: Yardstick): Verdict {
  const { graceDays } = yardstick.settings;
  if (inputs.graceAge < graceDays && !leavesNewEarly(inputs, yardstick)) {
    return inputs.severe.length > 0
      ? { kind: 'scored', status: 'at_risk', codes: ['F'] }
      : { kind: 'new', daysLeft: graceDays - inputs.graceAge };
  }
  const held = RULES.filter(({ holds }) => holds(inputs, yardstick));
  return { kind: 'scored', status: held[0]?.status ?? 'healthy', codes: held.map(({ code }) => code) };
}

function leavesNewEarly({ graceAge, received, sent }: HealthInputs, { settings }: Yardstick): boolean {
  return graceAge >= settings.earlyExitDays && received.long >= 1 && sent.long >= 1;
}

function judgesBothWays({ profile }: Yardstick): boolean {
  return profile.kind === 'referrals' && profile.reciprocityJudged;
}

/** No contact ever recorded is a gap of any length. */
function isLonger(days: number | null, limit: number): boolean {
  return days === null || days > limit;
}

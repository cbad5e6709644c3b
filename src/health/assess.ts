import type { Day } from '../calendar.ts';
import { type Counters, countersOf } from './counters.ts';
import type { PartnerFacts } from './facts.ts';
import { type Incomplete, incompleteIn } from './incomplete.ts';
import { type HealthInputs, measure } from './inputs.ts';
import { type NextStep, nextStepFor, type Rhythm, rhythmFrom, stepForStage } from './next-step.ts';
import { type Shown, shown } from './override.ts';
import type { ProfileName } from './profiles.ts';
import { explain, type Reason } from './reason.ts';
import { type HealthStatus, judge } from './rules.ts';
import { type Score, scoreOf } from './score.ts';
import type { HealthSettings } from './settings.ts';
import { newSummary, notScoredSummary, scoredSummary } from './summary.ts';
import { type Yardstick, yardstickFor } from './yardstick.ts';

/** All there is to say about a partner's health on a day. */
export type Assessment = {
  /** Computed from the records; `shown.status` is what an override makes of it. */
  readonly status: HealthStatus;
  readonly shown: Shown;
  /** 0-100; null while new or not scored, as are confidence and breakdown. */
  readonly score: number | null;
  readonly confidence: number | null;
  readonly breakdown: Omit<Score, 'score' | 'confidence'> | null;
  /** Every true rule, the deciding one first. */
  readonly reasons: readonly Reason[];
  readonly summary: string;
  readonly nextStep: NextStep;
  /** null while the partner is not active. A day in the past is late. */
  readonly nextCheckinOn: Day | null;
  readonly nextReviewOn: Day | null;
  readonly counters: Counters;
  readonly inputs: HealthInputs | null;
  readonly profile: ProfileName;
  readonly offSeason: boolean;
  readonly incomplete: readonly Incomplete[];
  readonly computedFor: Day;
  readonly settingsVersion: string;
};

type Computed = Pick<
  Assessment,
  'status' | 'score' | 'confidence' | 'breakdown' | 'reasons' | 'summary' | 'nextStep' | 'inputs'
> & { readonly rhythm: Rhythm | null };

/**
 * Judges a partner on a day: status, reasons, score, words and counters, from dated records only. `today` is
 * the portal's day. Same facts in any order, same answer. `settings` must have passed `settingsProblems`.
 */
export function assess(facts: PartnerFacts, today: Day, settings: HealthSettings): Assessment {
  const yardstick = yardstickFor(facts.partner, today, settings);
  const counters = countersOf(facts, today, settings);
  const { rhythm, ...computed } = compute(facts, today, yardstick, counters);
  return {
    ...computed,
    shown: shown(computed.status, computed.summary, facts.override, today),
    nextCheckinOn: rhythm?.nextCheckinOn ?? null,
    nextReviewOn: rhythm?.nextReviewOn ?? null,
    counters,
    profile: yardstick.profileName,
    offSeason: yardstick.offSeason,
    incomplete: incompleteIn(facts),
    computedFor: today,
    settingsVersion: settings.version,
  };
}

function compute(facts: PartnerFacts, today: Day, yardstick: Yardstick, counters: Counters): Computed {
  const { stage, activatedOn } = facts.partner;
  const unscored = { score: null, confidence: null, breakdown: null, reasons: [] };
  if (stage !== 'active' || activatedOn === null) {
    const summary = notScoredSummary(stage);
    return {
      ...unscored,
      status: 'not_scored',
      summary,
      nextStep: stepForStage(stage),
      inputs: null,
      rhythm: null,
    };
  }
  const inputs = measure(facts, activatedOn, today, yardstick);
  const rhythm = rhythmFrom(counters, activatedOn, yardstick.settings);
  const verdict = judge(inputs, yardstick);
  if (verdict.kind === 'new') {
    const summary = newSummary(verdict.daysLeft, inputs);
    return { ...unscored, status: 'new', summary, nextStep: nextStepFor([], rhythm, today), inputs, rhythm };
  }
  const { status, codes } = verdict;
  const reasons = codes.map((code) => explain(code, inputs, yardstick));
  const score = scoreOf(inputs, status, yardstick);
  const { raw, signals, measures } = score;
  return {
    status,
    score: score.score,
    confidence: score.confidence,
    breakdown: { raw, signals, measures },
    reasons,
    summary: scoredSummary(status, reasons, inputs, score, yardstick),
    nextStep: nextStepFor(reasons, rhythm, today),
    inputs,
    rhythm,
  };
}

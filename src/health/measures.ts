import { unreachable } from '../errors.ts';
import { balanceOf } from './balance.ts';
import { type Fraction, fraction, isLess } from './fraction.ts';
import type { HealthInputs } from './inputs.ts';
import type { Curve, Weights } from './settings.ts';
import type { Yardstick } from './yardstick.ts';

export type MeasureName = keyof Weights;
/** One part of the score, 0-1; null when there is nothing to measure it by. */
export type Measure = {
  readonly name: MeasureName;
  readonly weight: number;
  readonly value: Fraction | null;
};

const NOTHING = fraction(0);
const ALL = fraction(1);

/** The measures of a profile: those that are not judged are left out, those without data are null. */
export function measuresOf(inputs: HealthInputs, yardstick: Yardstick): Measure[] {
  const { profile, settings } = yardstick;
  const flow: MeasureName[] =
    profile.kind === 'joint-activities'
      ? ['joint-activity']
      : profile.reciprocityJudged
        ? ['recency', 'reciprocity', 'volume']
        : ['recency', 'volume'];
  return [...flow, 'communication' as const, 'cadence' as const, 'satisfaction' as const].map((name) => ({
    name,
    weight: settings.weights[name],
    value: valueFor(name, inputs, yardstick),
  }));
}

function valueFor(
  name: MeasureName,
  inputs: HealthInputs,
  { profile, settings }: Yardstick,
): Fraction | null {
  switch (name) {
    case 'recency':
      return fadeBy(inputs.daysSinceExpected, {
        full: settings.recencyFullDays,
        half: profile.recentDays,
        zero: profile.longDays,
      });
    case 'reciprocity':
      return reciprocity(inputs, settings);
    case 'volume':
    case 'joint-activity':
      return atMostOne(fraction(inputs.expected.recent, profile.expected));
    case 'communication':
      return fadeBy(inputs.daysSinceContact, settings.contactCurve);
    case 'cadence':
      return inputs.cadence === null ? null : fraction(inputs.cadence.kept, inputs.cadence.scheduled);
    case 'satisfaction':
      return inputs.satisfaction === null ? null : satisfaction(inputs.satisfaction);
    default:
      return unreachable(name);
  }
}

/** 1 up to `full` days, straight to 0.5 at `half`, straight to 0 at `zero`; 0 when it never happened. */
function fadeBy(days: number | null, { full, half, zero }: Curve): Fraction {
  if (days === null) return NOTHING;
  if (days <= full) return ALL;
  if (days <= half) return fraction(2 * (half - full) - (days - full), 2 * (half - full));
  return days >= zero ? NOTHING : fraction(zero - days, 2 * (zero - half));
}

function reciprocity({ received, sent }: HealthInputs, settings: Yardstick['settings']): Fraction | null {
  const balance = balanceOf(received.long, sent.long, settings);
  switch (balance) {
    case 'nothing':
      return null;
    case 'even':
      return ALL;
    case 'one-way':
    case 'uneven': {
      const less = Math.min(received.long, sent.long);
      const more = Math.max(received.long, sent.long);
      return fraction(2 * less + 1, 2 * more + 1);
    }
    default:
      return unreachable(balance);
  }
}

function satisfaction(rating: number): Fraction {
  const value = fraction(rating);
  return { top: value.top - value.over, over: value.over * 4n };
}

function atMostOne(value: Fraction): Fraction {
  return isLess(value, ALL) ? value : ALL;
}

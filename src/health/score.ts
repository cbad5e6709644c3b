import { add, dividedBy, type Fraction, fraction, roundHalfUp, times, toNumber } from './fraction.ts';
import type { HealthInputs } from './inputs.ts';
import { type MeasureName, measuresOf } from './measures.ts';
import type { ScoredStatus } from './rules.ts';
import type { Yardstick } from './yardstick.ts';

export type Score = {
  /** 0-100, inside the band of the status: a higher status always sorts above a lower one. */
  readonly score: number;
  /** 0-100, before it is placed in the band. */
  readonly raw: number;
  /** Share of the weight that had data, 0-1, and the same counted in measures. */
  readonly confidence: number;
  readonly signals: { readonly known: number; readonly of: number };
  readonly measures: readonly {
    readonly name: MeasureName;
    readonly weight: number;
    readonly value: number | null;
  }[];
};

/** The weighted mean of the measures that have data, placed in the band of `status`, rounded half up. */
export function scoreOf(inputs: HealthInputs, status: ScoredStatus, yardstick: Yardstick): Score {
  const measures = measuresOf(inputs, yardstick);
  const known = measures.flatMap(({ weight, value }) =>
    value === null ? [] : [{ weight: fraction(weight), part: times(fraction(weight), value) }],
  );
  const weight = sum(known.map((measure) => measure.weight));
  const raw = dividedBy(sum(known.map(({ part }) => part)), weight);
  const { low, high } = yardstick.settings.bands[status];
  return {
    score: roundHalfUp(add(fraction(low), times(fraction(high - low), raw))),
    raw: toNumber(times(raw, fraction(100))),
    confidence: toNumber(dividedBy(weight, sum(measures.map((measure) => fraction(measure.weight))))),
    signals: { known: known.length, of: measures.length },
    measures: measures.map(({ value, ...measure }) => ({
      ...measure,
      value: value === null ? null : toNumber(value),
    })),
  };
}

function sum(parts: readonly Fraction[]): Fraction {
  return parts.reduce(add, fraction(0));
}

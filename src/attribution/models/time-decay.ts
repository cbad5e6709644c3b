import { Decimal } from 'decimal.js';
import { type Day, daysBetween } from '../../calendar.ts';
import type { Touch } from '../evidence.ts';
import type { Weigh } from './model-input.ts';

const Precise = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
/** Digits kept of each weight, against the youngest touch, which weighs 1. */
const DIGITS = 40;

/**
 * A touch weighs 2^(−age ÷ half-life), its age in whole days before the close (R15). Weighed against the youngest
 * touch, so that however old all of them are, one always weighs 1.
 */
export const timeDecay: Weigh = ({ touches, until, halfLifeDays }) => {
  const youngest = Math.min(...touches.map((touch) => ageOf(touch, until)));
  return touches.map((touch) => {
    const halvings = new Precise(ageOf(touch, until) - youngest).div(halfLifeDays);
    const weight = new Precise(2).pow(halvings.neg()).times(new Precise(10).pow(DIGITS));
    return BigInt(weight.toFixed(0));
  });
};

function ageOf(touch: Touch, until: Day): number {
  return daysBetween(touch.on, until);
}

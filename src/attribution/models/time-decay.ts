import { Decimal } from 'decimal.js';
import { daysBetween } from '../../calendar.ts';
import type { Weigh } from './model-input.ts';

const Precise = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
/** Digits kept of each weight, against the youngest touch, which weighs 1. */
const DIGITS = 40;

/**
 * A touch weighs 2^(−age ÷ half-life), its age in whole days before the close (R15). Only proportions count, so age is
 * taken against the youngest touch: the day of the close falls out, and one touch always weighs 1, however old all
 * of them are.
 */
export const timeDecay: Weigh = ({ touches, halfLifeDays }) => {
  const youngest = touches.at(-1);
  return touches.map((touch) => {
    const days = youngest === undefined ? 0 : daysBetween(touch.on, youngest.on);
    const weight = new Precise(2).pow(new Precise(-days).div(halfLifeDays));
    return BigInt(weight.times(new Precise(10).pow(DIGITS)).toFixed(0));
  });
};

import { Decimal } from 'decimal.js';

/** An exact ratio of whole numbers; `over` is always positive. Doubles would round some scores wrongly. */
export type Fraction = { readonly top: bigint; readonly over: bigint };

/** `top / over` of decimal numbers, taken as they are written: 0.1 is one tenth. Throws when `over` is not positive. */
export function fraction(top: number, over = 1): Fraction {
  const numerator = decimal(top);
  const denominator = decimal(over);
  if (denominator.top <= 0n) throw new RangeError(`a fraction needs a positive divisor, not ${over}`);
  return { top: numerator.top * denominator.over, over: numerator.over * denominator.top };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.over + b.top * a.over, over: a.over * b.over };
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.top, over: a.over * b.over };
}

/** Throws a RangeError when `b` is not positive. */
export function dividedBy(a: Fraction, b: Fraction): Fraction {
  if (b.top <= 0n) throw new RangeError('a fraction is divided by a positive number only');
  return { top: a.top * b.over, over: a.over * b.top };
}

export function isLess(a: Fraction, b: Fraction): boolean {
  return a.top * b.over < b.top * a.over;
}

/** Rounds a fraction of 0 or more to the nearest whole number, half up. */
export function roundHalfUp({ top, over }: Fraction): number {
  return Number((2n * top + over) / (2n * over));
}

/** The nearest double, for display. */
export function toNumber({ top, over }: Fraction): number {
  return new Decimal(top.toString()).div(over.toString()).toNumber();
}

function decimal(value: number): Fraction {
  const [top, over] = new Decimal(value).toFraction();
  if (top === undefined || over === undefined) throw new RangeError(`${value} is not a number`);
  return { top: BigInt(top.toFixed()), over: BigInt(over.toFixed()) };
}

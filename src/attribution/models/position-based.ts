import type { Weigh } from './model-input.ts';

/** 40 % for the first touch, 40 % for the last, 20 % shared by those between; of two touches, half each. */
export const positionBased: Weigh = ({ touches }) => {
  const between = BigInt(touches.length - 2);
  if (between <= 0n) return touches.map(() => 1n);
  return touches.map((_, place) => (place === 0 || place === touches.length - 1 ? 40n * between : 20n));
};

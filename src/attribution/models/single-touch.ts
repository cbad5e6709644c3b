import type { Weigh } from './model-input.ts';

/** The first touch has it all. */
export const first: Weigh = ({ touches }) => touches.map((_, place) => (place === 0 ? 1n : 0n));

/** The last touch before the close has it all. */
export const last: Weigh = ({ touches }) =>
  touches.map((_, place) => (place === touches.length - 1 ? 1n : 0n));

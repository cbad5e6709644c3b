import type { Weigh } from './model-input.ts';

/** Every touch weighs the same. */
export const linear: Weigh = ({ touches }) => touches.map(() => 1n);

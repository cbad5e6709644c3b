import { linear } from './linear.ts';
import type { Weigh } from './model-input.ts';

/** The sourced partner has it all; a deal nobody sourced is shared in proportion to its touches (R2). */
export const primary: Weigh = (input) =>
  input.binding === null ? linear(input) : input.touches.map((touch) => (touch === input.binding ? 1n : 0n));

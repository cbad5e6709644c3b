import type { Dice } from './dice.ts';
import type { Stage } from './stage.ts';

/** Something that people do; says what it was, or null where there was nothing to do it with. */
export type Act = (stage: Stage, dice: Dice) => Promise<string | null>;

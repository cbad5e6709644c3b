import type { Touch } from '../evidence.ts';
import type { Weigh } from './model-input.ts';

/**
 * 30 % each for three milestones (the first touch, the binding referral, the last touch up to the day the deal
 * began), 10 % shared by the other touches (R15). One touch may be several milestones. A milestone nobody reached, or
 * no other touch, is dropped and the rest scaled.
 */
export const wShaped: Weigh = ({ touches, binding, startedOn }) => {
  const milestones = [touches[0], binding, touches.findLast((touch) => touch.on <= startedOn)];
  const reached = (touch: Touch) => BigInt(milestones.filter((milestone) => milestone === touch).length);
  const others = BigInt(touches.filter((touch) => reached(touch) === 0n).length);
  return touches.map((touch) => {
    const times = reached(touch);
    return times === 0n ? 10n : times * 30n * (others === 0n ? 1n : others);
  });
};

import type { PartnerId } from '../../ids.ts';
import { sourceOf, type Weigh } from './model-input.ts';

/**
 * The weight of a role is divided equally among the partners that have it; a role that nobody has is dropped and the
 * rest scaled (R15). A partner's weight lies on its first touch.
 */
export const roleWeighted: Weigh = (input) => {
  const source = sourceOf(input);
  const influencers = new Set(input.touches.map(({ partnerId }) => partnerId).filter((id) => id !== source));
  const { sourced, influenced } = input.roleWeights;
  const seen = new Set<PartnerId>();
  return input.touches.map(({ partnerId }) => {
    if (seen.has(partnerId)) return 0n;
    seen.add(partnerId);
    if (partnerId !== source) return BigInt(influenced);
    return BigInt(sourced) * BigInt(influencers.size === 0 ? 1 : influencers.size);
  });
};

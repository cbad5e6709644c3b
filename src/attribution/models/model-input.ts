import type { Day } from '../../calendar.ts';
import type { PartnerId } from '../../ids.ts';
import type { Touch } from '../evidence.ts';
import type { RoleWeights } from '../policy.ts';

/** What a model divides a deal by. */
export type ModelInput = {
  /** Oldest first; the referral that binds the deal is among them. */
  readonly touches: readonly Touch[];
  /** The touch that is the binding referral. */
  readonly binding: Touch | null;
  /** Day the deal began. */
  readonly startedOn: Day;
  readonly halfLifeDays: number;
  readonly roleWeights: RoleWeights;
};

/**
 * A model: the exact weight of each touch, in their order, as whole numbers whose proportions count. No touches, no
 * weights; else at least one is above zero.
 */
export type Weigh = (input: ModelInput) => bigint[];

/** Who sourced the deal, by the binding referral. */
export function sourceOf({ binding }: ModelInput): PartnerId | null {
  return binding?.partnerId ?? null;
}

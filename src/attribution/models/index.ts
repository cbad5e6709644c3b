import type { PortalModel } from '../policy.ts';
import { linear } from './linear.ts';
import type { Weigh } from './model-input.ts';
import { positionBased } from './position-based.ts';
import { primary } from './primary.ts';
import { roleWeighted } from './role-weighted.ts';
import { first, last } from './single-touch.ts';
import { timeDecay } from './time-decay.ts';
import { wShaped } from './w-shaped.ts';

export type { ModelInput } from './model-input.ts';

/** How each model weighs the touches of a deal (attribution §3). */
export const WEIGH: Readonly<Record<PortalModel, Weigh>> = {
  primary,
  first,
  last,
  linear,
  position_based: positionBased,
  time_decay: timeDecay,
  w_shaped: wShaped,
  role_weighted: roleWeighted,
};

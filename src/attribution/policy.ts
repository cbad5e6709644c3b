import { ACTIVITY_KINDS, type ActivityKind } from '../vocabulary.ts';

/**
 * The portal's rules, as one immutable, versioned value (rulings R4). A win is decided under the version in
 * force when it is first seen and keeps it.
 */
export type Policy = {
  readonly version: number;
  readonly model: Model;
  /** Referral accepted -> deal created, in days, both ends counted. A partner may have its own. */
  readonly referralWindowDays: number;
  /** How long before the deal's start a touch still counts as influence. */
  readonly influenceLookBackDays: number;
  /** Deal created -> a referral entered later no longer credits by itself. */
  readonly claimDeadlineDays: number;
  /** Touch happened -> it must be on record within so many days. */
  readonly touchEntryDays: number;
  /** Later deals of a referred client count as expansion for so many months after the first win. */
  readonly expansionMonths: number;
  /** After a partnership ends, deals created within so many days still count. */
  readonly tailDays: number;
  /** Kinds of touch that count. Account overlap is never one. */
  readonly touchKinds: ReadonlySet<TouchKind>;
};

export type Model = 'primary';

export type TouchKind = 'referral' | ActivityKind;

/** Kinds that touch a deal through one of its contacts; other kinds must be linked to the deal itself (R15). */
export const TOUCH_THROUGH_CONTACT: ReadonlySet<ActivityKind> = new Set([
  'co_sell',
  'joint_event',
  'technical_validation',
  'reference',
  'joint_proposal',
]);

/** Version 1: the defaults every portal starts with. */
export const DEFAULT_POLICY: Policy = {
  version: 1,
  model: 'primary',
  referralWindowDays: 180,
  influenceLookBackDays: 90,
  claimDeadlineDays: 14,
  touchEntryDays: 14,
  expansionMonths: 12,
  tailDays: 90,
  touchKinds: new Set<TouchKind>(['referral', ...ACTIVITY_KINDS]),
};

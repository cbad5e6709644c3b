import { ACTIVITY_KINDS, type ActivityKind } from '../vocabulary.ts';

/**
 * The portal's rules, as one immutable, versioned value (rulings R4). A win is decided under the version in
 * force when it is first seen and keeps it.
 */
export type Policy = {
  readonly version: number;
  readonly model: PortalModel;
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
  /** Later deals of a referred client earn commission for so many months, where the agreement says all projects. */
  readonly commissionMonths: number;
  /** After a partnership ends, deals created within so many days still count. */
  readonly tailDays: number;
  /** Acceptance -> nobody else may claim the client, in days. A partner may have its own. */
  readonly protectionDays: number;
  /** Won -> a loss takes the commission back, in days. A partner may have its own. */
  readonly clawbackDays: number;
  /** Time decay: days before the close after which a touch weighs half. */
  readonly halfLifeDays: number;
  /** Role-weighted: what each role gets, divided among its partners. Expansion counts as sourced. */
  readonly roleWeights: RoleWeights;
  /** Kinds of touch that count. Account overlap is never one. */
  readonly touchKinds: ReadonlySet<TouchKind>;
  /** Deal property with a date on which a deal began, where that was before its record was made (R55). */
  readonly dealStartProperty: string | null;
  /** Pipelines in which a deal counts as won, by id; null: all. */
  readonly includedPipelines: readonly string[] | null;
  /** Deal property that is the amount credited. */
  readonly amountProperty: string;
};

/** How credit is divided among partners (attribution §3). `fixed`: shares that a person typed. */
export const MODELS = [
  'primary',
  'first',
  'last',
  'linear',
  'position_based',
  'time_decay',
  'w_shaped',
  'role_weighted',
  'fixed',
] as const;
export type Model = (typeof MODELS)[number];

/** Models that work without shares typed by a person: what a portal can choose, or a person for one deal. */
export const PORTAL_MODELS = [
  'primary',
  'first',
  'last',
  'linear',
  'position_based',
  'time_decay',
  'w_shaped',
  'role_weighted',
] as const satisfies readonly Model[];
export type PortalModel = (typeof PORTAL_MODELS)[number];

export type RoleWeights = { readonly sourced: number; readonly influenced: number };

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
  commissionMonths: 12,
  tailDays: 90,
  protectionDays: 90,
  clawbackDays: 90,
  halfLifeDays: 30,
  roleWeights: { sourced: 70, influenced: 30 },
  touchKinds: new Set<TouchKind>(['referral', ...ACTIVITY_KINDS]),
  dealStartProperty: null,
  includedPipelines: null,
  amountProperty: 'amount',
};

import { type Day, formatDay } from '../calendar.ts';
import type { DealId, PartnerId, ReferralId } from '../ids.ts';
import { type Binding, bind } from './binding.ts';
import type { Evidence, Touch } from './evidence.ts';
import { countTouches, partnersOf } from './influence.ts';
import type { OverrideReason } from './override.ts';
import type { Model, Policy } from './policy.ts';
import { labelOf, ROLES, type Role } from './role.ts';
import type { Verdict } from './verdict.ts';

export { labelOf, type Role } from './role.ts';

/** A partner's part of a deal. Amounts are allocated in proportion to `weight`; all weights zero = roles only. */
export type Part = {
  readonly partnerId: PartnerId;
  readonly role: Role;
  readonly weight: bigint;
  readonly referralId: ReferralId | null;
  /** Why this partner, in words. */
  readonly words: string;
};

/** What the rules say for a deal now: for an open deal what would be credited if it were won today. */
export type Decision = {
  readonly dealId: DealId;
  readonly policyVersion: number;
  readonly model: Model;
  /** `untouched`: no partner was ever considered, so nothing is written about it (R22). */
  readonly attribution: Role | 'none' | 'untouched';
  /** In the order ties are broken: sourced first, then by first touch. */
  readonly parts: readonly Part[];
  /** Everything considered, credited and refused. */
  readonly verdicts: readonly Verdict[];
  /** The referral that sourced it, as first project or expansion. */
  readonly referralId: ReferralId | null;
  /** Bound by the deal's own dates: it may be the first project of the referral. */
  readonly qualifies: boolean;
  /** A person fixed partners, roles and shares: automation does not change them. */
  readonly locked: boolean;
  /** The override in force. */
  readonly override: {
    readonly by: string;
    readonly at: string;
    readonly until: Day | null;
    readonly reason: OverrideReason;
  } | null;
  /** What the rules say, where a person says otherwise. */
  readonly automation: { readonly attribution: Decision['attribution']; readonly sentence: string } | null;
};

/**
 * Decides who gets credit for a deal (attribution §2, §3, §5; rulings R2, R7, R10-R15). Pure: the same evidence,
 * policy and day always give the same decision. `today` bounds the touches of a deal that is still open.
 */
export function decide(evidence: Evidence, policy: Policy, today: Day): Decision {
  const { binding, verdicts: onReferrals } = bind(evidence, policy);
  const { touches, verdicts: onTouches } = countTouches(evidence, policy, today);
  const parts = primaryParts(binding, touches);
  const claims = unfoundedClaims(evidence, parts);
  const verdicts = [...onReferrals, ...onTouches, ...creditedTouches(touches, parts), ...claims];
  return {
    dealId: evidence.deal.id,
    policyVersion: policy.version,
    model: policy.model,
    attribution:
      ROLES.find((role) => parts.some((part) => part.role === role)) ??
      (verdicts.length > 0 ? 'none' : 'untouched'),
    parts,
    verdicts,
    referralId: binding?.referral.id ?? null,
    qualifies: binding?.qualifies ?? false,
    locked: false,
    override: null,
    automation: null,
  };
}

/**
 * Primary model (R2): the sourced partner has it all and influencers a role without a share; a deal nobody
 * sourced is shared by its influencers in proportion to their dated touches.
 */
function primaryParts(binding: Binding | null, touches: readonly Touch[]): Part[] {
  const influencers = partnersOf(touches).filter((partnerId) => partnerId !== binding?.referral.partnerId);
  const influenced = influencers.map((partnerId): Part => {
    const own = touches.filter((touch) => touch.partnerId === partnerId);
    return {
      partnerId,
      role: 'influenced',
      weight: binding === null ? BigInt(own.length) : 0n,
      referralId: null,
      words: own.map((touch) => `${touch.kind.replaceAll('_', ' ')} ${formatDay(touch.on)}`).join(', '),
    };
  });
  if (binding === null) return influenced;
  const { referral, role, words } = binding;
  return [{ partnerId: referral.partnerId, role, weight: 1n, referralId: referral.id, words }, ...influenced];
}

function creditedTouches(touches: readonly Touch[], parts: readonly Part[]): Verdict[] {
  const influencers = new Set(
    parts.filter((part) => part.role === 'influenced').map((part) => part.partnerId),
  );
  return touches
    .filter((touch) => touch.kind !== 'referral' && influencers.has(touch.partnerId))
    .map((touch) => ({
      evidence: 'touch' as const,
      sourceId: touch.sourceId,
      partnerId: touch.partnerId,
      outcome: 'influenced' as const,
      code: 'dated-touch' as const,
      words: `${touch.kind.replaceAll('_', ' ')} on ${formatDay(touch.on)}`,
    }));
}

/** A label a person put on the deal without evidence behind it: shown, never removed, never credited (R13). */
function unfoundedClaims({ claims }: Evidence, parts: readonly Part[]): Verdict[] {
  return claims
    .filter(
      (claim) =>
        !parts.some((part) => part.partnerId === claim.partnerId && labelOf(part.role) === claim.role),
    )
    .map((claim) => ({
      evidence: 'claim' as const,
      sourceId: claim.partnerId,
      partnerId: claim.partnerId,
      outcome: 'refused' as const,
      code: 'claim-without-evidence' as const,
      words: `claimed as ${claim.role} on the deal, no evidence on record`,
    }));
}

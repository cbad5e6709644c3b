import type { Day } from '../calendar.ts';
import type { DealId, ReferralId } from '../ids.ts';
import { sameParts, sentenceOf } from './automation.ts';
import { type InForce, inForce, partsByHand, sourceByHand, verdictsByHand } from './by-hand.ts';
import { claimVerdict, unfoundedClaims } from './claims.ts';
import type { Evidence } from './evidence.ts';
import type { TypedShare } from './override.ts';
import type { Part } from './part.ts';
import type { Model, Policy, PortalModel } from './policy.ts';
import { type Proposal, proposalsOf } from './proposals.ts';
import { ROLES, type Role } from './role.ts';
import { type Automatic, applyRules } from './rules.ts';
import type { Verdict } from './verdict.ts';

export type { Part } from './part.ts';
export { labelOf, type Role } from './role.ts';

/** What is right for a deal now: for an open deal what would be credited if it were won today. */
export type Decision = {
  readonly dealId: DealId;
  readonly policyVersion: number;
  readonly model: Model;
  /** `untouched`: no partner was ever considered, so nothing is written about it (R22). */
  readonly attribution: Role | 'none' | 'untouched';
  /** In the order ties are broken: by first touch; under *primary* and by hand sourced first. */
  readonly parts: readonly Part[];
  /** Everything considered, credited and refused. */
  readonly verdicts: readonly Verdict[];
  /** The referral that sourced it, as first project or expansion. */
  readonly referralId: ReferralId | null;
  /** Bound by the deal's own dates, or by a person: it may be the first project of the referral. */
  readonly qualifies: boolean;
  /** A person fixed partners, roles and shares: automation does not change them. */
  readonly locked: boolean;
  /** What a person decided, while it is in force. */
  readonly override: Omit<InForce, 'credit'> | null;
  /** What the rules say, where a person says otherwise. */
  readonly automation: { readonly attribution: Attribution; readonly sentence: string } | null;
  /** What a person may credit with one click. */
  readonly proposals: readonly Proposal[];
};

type Attribution = Decision['attribution'];

/**
 * Decides who gets credit for a deal (attribution §2, §3, §5, §11; rulings R2, R7, R10-R16). What the rules say is
 * always computed; a person's override, while in force, goes before it. Pure: the same evidence, policy and day always
 * give the same decision. `today` bounds the touches of a deal that is still open, and ends overrides.
 */
export function decide(evidence: Evidence, policy: Policy, today: Day): Decision {
  const under = (model: PortalModel, seen: Evidence) => applyRules(seen, policy, model, today);
  const rules = under(policy.model, evidence);
  const override = inForce(evidence, today);
  const model = override?.credit.kind === 'model' ? override.credit.model : policy.model;
  const decided =
    override?.credit.kind === 'shares'
      ? byHand(override, override.credit.shares, rules, evidence)
      : automatic(model === policy.model ? rules : under(model, evidence), model);
  const claims = unfoundedClaims(evidence, decided.parts).map(claimVerdict);
  const verdicts = [...decided.verdicts, ...claims];
  const touched = verdicts.length > 0 || override !== null;
  const says = override === null || sameParts(decided.parts, rules.parts) ? null : rules;
  return {
    ...{ dealId: evidence.deal.id, policyVersion: policy.version, model: decided.model },
    attribution: attributionOf(decided.parts, touched),
    ...{ parts: decided.parts, verdicts },
    ...{ referralId: decided.referralId, qualifies: decided.qualifies },
    locked: override?.credit.kind === 'shares',
    override: override === null ? null : shown(override),
    automation:
      says === null
        ? null
        : {
            attribution: attributionOf(says.parts, says.verdicts.length > 0),
            sentence: sentenceOf(says.parts, evidence),
          },
    proposals: proposalsOf(
      unsettled(decided.verdicts, evidence, override),
      decided.parts,
      evidence,
      (admitted) => under(model, admitted).parts,
    ),
  };
}

type Followed = Pick<Decision, 'model' | 'parts' | 'verdicts' | 'referralId' | 'qualifies'>;

function byHand(
  override: InForce,
  shares: readonly TypedShare[],
  rules: Automatic,
  evidence: Evidence,
): Followed {
  const parts = partsByHand(shares, override, evidence, rules);
  const source = sourceByHand(parts);
  return {
    ...{ model: 'fixed', parts, verdicts: [...rules.verdicts, ...verdictsByHand(parts, override)] },
    ...{ referralId: source?.referralId ?? null, qualifies: source?.role === 'sourced' },
  };
}

function automatic({ binding, parts, verdicts }: Automatic, model: Model): Followed {
  return {
    ...{ model, parts, verdicts },
    ...{ referralId: binding?.referral.id ?? null, qualifies: binding?.qualifies ?? false },
  };
}

/** Sourced wins over the others, wherever it stands. */
function attributionOf(parts: readonly Part[], touched: boolean): Attribution {
  const first = ROLES.find((role) => parts.some((part) => part.role === role));
  return first ?? (touched ? 'none' : 'untouched');
}

function shown({ credit: _credit, ...override }: InForce): NonNullable<Decision['override']> {
  return override;
}

/** What was on record when a person fixed the shares is settled by that; only later records are proposed. */
function unsettled(
  verdicts: readonly Verdict[],
  { referrals, touches }: Evidence,
  override: InForce | null,
): Verdict[] {
  if (override?.credit.kind !== 'shares') return [...verdicts];
  const later = new Set<string>();
  for (const { id, recordedOn, acceptedOn } of referrals)
    if (recordedOn > override.on || (acceptedOn !== null && acceptedOn > override.on)) later.add(id);
  for (const { sourceId, recordedOn } of touches) if (recordedOn > override.on) later.add(sourceId);
  return verdicts.filter(({ sourceId }) => later.has(sourceId));
}

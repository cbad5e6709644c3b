import type { PartnerId } from '../ids.ts';
import { claimVerdict, unfoundedClaims } from './claims.ts';
import type { Claim, Evidence } from './evidence.ts';
import type { OverrideCredit } from './override.ts';
import { type Part, sharesOf } from './part.ts';
import type { Role } from './role.ts';
import type { Verdict, VerdictCode } from './verdict.ts';

/** Something that automation may not credit, and a person may. */
export type Proposal = {
  readonly partnerId: PartnerId;
  readonly role: Role;
  readonly code: VerdictCode;
  /** Record id of the referral or activity; of a claim, the partner's. */
  readonly sourceId: string;
  /** Why it does not count by itself. */
  readonly words: string;
  /** What one click would set; null where a person has to type the shares. */
  readonly credit: OverrideCredit | null;
};

export const MOST_PROPOSALS = 20;

/** Refusals that may have lateness behind them: a referral that cannot source a deal may still have been a touch. */
const LATE: ReadonlySet<VerdictCode> = new Set([
  ...(['entered-late', 'no-dated-proof', 'touch-entered-late'] as const),
  ...(['referred-after-deal-start', 'already-ours', 'window-ended', 'earlier-referral-holds'] as const),
]);

/**
 * What a person may credit with one click (R11, R13): a referral or touch that was put on record too late, a claim
 * without evidence. The click sets what the rules (`partsOf`) would give had it been in time; a sourced claim gets
 * the deal. `parts` are those credited now.
 */
export function proposalsOf(
  verdicts: readonly Verdict[],
  parts: readonly Part[],
  evidence: Evidence,
  partsOf: (evidence: Evidence) => readonly Part[],
): Proposal[] {
  const proposals: Proposal[] = unfoundedClaims(evidence, parts).map((claim) => ofClaim(claim, parts));
  for (const verdict of verdicts) {
    if (proposals.length >= MOST_PROPOSALS) break;
    if (verdict.outcome !== 'refused' || !LATE.has(verdict.code)) continue;
    const proposal = ofLate(verdict, parts, partsOf(admit(verdict.sourceId, evidence)));
    if (proposal !== null) proposals.push(proposal);
  }
  return proposals.slice(0, MOST_PROPOSALS);
}

/** The evidence as if this record had been made in time. */
function admit(sourceId: string, evidence: Evidence): Evidence {
  return {
    ...evidence,
    // Imported history is exempt from every deadline of entry (R11).
    referrals: evidence.referrals.map((each) => (each.id === sourceId ? { ...each, imported: true } : each)),
    touches: evidence.touches.map((each) =>
      each.sourceId === sourceId ? { ...each, recordedOn: each.on } : each,
    ),
  };
}

/** Null where being in time would not have given the partner another role or more. */
function ofLate(verdict: Verdict, now: readonly Part[], inTime: readonly Part[]): Proposal | null {
  const { partnerId, code, sourceId, words } = verdict;
  const would = creditsOf(inTime);
  const own = would.find((each) => each.partnerId === partnerId);
  const before = creditsOf(now).find((each) => each.partnerId === partnerId);
  if (own === undefined) return null;
  if (before !== undefined && before.role === own.role && before.share >= own.share) return null;
  const shares = would.filter(({ share }) => share > 0);
  return {
    ...{ partnerId, role: own.role, code, sourceId, words },
    credit: own.share > 0 ? { kind: 'shares', shares } : null,
  };
}

function creditsOf(parts: readonly Part[]) {
  const shares = sharesOf(parts);
  return parts.map(({ partnerId, role }, place) => ({ partnerId, role, share: shares[place] ?? 0 }));
}

/** A claimed source gets the whole deal; a claimed influence only where nobody else has a part. */
function ofClaim(claim: Claim, parts: readonly Part[]): Proposal {
  const { partnerId, role } = claim;
  const { code, sourceId, words } = claimVerdict(claim);
  const alone = role === 'sourced' || parts.length === 0;
  return {
    ...{ partnerId, role, code, sourceId, words },
    credit: alone ? { kind: 'shares', shares: [{ partnerId, role, share: 10_000 }] } : null,
  };
}

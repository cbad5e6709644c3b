import type { Claim, Evidence } from './evidence.ts';
import type { Part } from './part.ts';
import { labelOf } from './role.ts';
import type { Verdict } from './verdict.ts';

/** Labels a person put on the deal that no part answers: shown, never removed, never credited (R13). */
export function unfoundedClaims({ claims }: Pick<Evidence, 'claims'>, parts: readonly Part[]): Claim[] {
  return claims.filter(
    ({ partnerId, role }) =>
      !parts.some((part) => part.partnerId === partnerId && labelOf(part.role) === role),
  );
}

export function claimVerdict({ partnerId, role }: Claim): Verdict {
  return {
    ...{
      evidence: 'claim',
      sourceId: partnerId,
      partnerId,
      outcome: 'refused',
      code: 'claim-without-evidence',
    },
    words: `claimed as ${role} on the deal, no evidence on record`,
  };
}

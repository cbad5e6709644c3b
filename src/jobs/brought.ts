import { isAccepted } from '../attribution/evidence.ts';
import type { LinkedReferral } from '../partnership/records.ts';

/** Referrals that say who brought a client: accepted and dated, the earliest claim first. */
export function referralsThatBrought(referrals: readonly LinkedReferral[]): LinkedReferral[] {
  return referrals
    .filter(({ record }) => isAccepted(record) && record.referredOn !== null)
    .sort((a, b) => ((a.record.acceptedOn ?? '') < (b.record.acceptedOn ?? '') ? -1 : 1));
}

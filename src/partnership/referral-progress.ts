import type { Day } from '../calendar.ts';
import type { ReferralStatus } from '../vocabulary.ts';

const BEFORE_A_DEAL: ReadonlySet<ReferralStatus> = new Set(['accepted', 'contacted', 'qualified']);
const WITH_A_DEAL: ReadonlySet<ReferralStatus> = new Set(['deal_open', 'won', 'lost']);

/**
 * The status a received referral should have, from the deals bound to it (R10): forward to `deal_open`, `won` or
 * `lost`, back to `deal_open` when a win is reopened, and `expired` the day after its window when no deal came.
 * A status that a person set among `declined`, `duplicate` and `test` is never left.
 */
export function referralProgress(
  referral: { readonly direction: 'received' | 'sent'; readonly status: ReferralStatus },
  deals: readonly { readonly won: boolean; readonly closed: boolean }[],
  windowEndsOn: Day | null,
  today: Day,
): ReferralStatus {
  const { direction, status } = referral;
  const movable = BEFORE_A_DEAL.has(status) || WITH_A_DEAL.has(status);
  if (direction === 'sent' || !movable) return status;
  if (deals.some((deal) => deal.won)) return 'won';
  if (deals.some((deal) => !deal.closed)) return 'deal_open';
  if (deals.length > 0) return 'lost';
  if (BEFORE_A_DEAL.has(status) && windowEndsOn !== null && today > windowEndsOn) return 'expired';
  return status;
}

import type { Day } from '../calendar.ts';
import type { PartnerRecord } from './facts.ts';

/** Rule F: what makes a partnership At Risk whatever else is true. */
export type SevereSign =
  | { readonly kind: 'competitive' }
  | { readonly kind: 'poor-reputation' }
  | { readonly kind: 'terminated' }
  | { readonly kind: 'notice-given'; readonly on: Day };

/** The two red flags of Playbook §3 that end partnerships, and a notice or an end of the agreement. */
export function severeSigns(
  { redFlags, agreementStatus, noticeGivenOn }: PartnerRecord,
  today: Day,
): SevereSign[] {
  const signs: SevereSign[] = [];
  if (redFlags.includes('competitive')) signs.push({ kind: 'competitive' });
  if (redFlags.includes('poor_reputation')) signs.push({ kind: 'poor-reputation' });
  if (agreementStatus === 'terminated') signs.push({ kind: 'terminated' });
  if (noticeGivenOn !== null && noticeGivenOn <= today)
    signs.push({ kind: 'notice-given', on: noticeGivenOn });
  return signs;
}

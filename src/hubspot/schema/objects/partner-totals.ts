import { INTEGRITY_FINDINGS } from '../../../vocabulary.ts';
import { choices, day, money, number } from '../builders.ts';
import { INTEGRITY_FINDING_LABELS } from './integrity-findings.ts';

/** What the app counts and sums, rewritten every night (R27). */
export const partnerTotals = [
  number('app', 'referrals_received_90d', 'Referrals received, 90 days', 'By referral date.'),
  number('app', 'referrals_sent_90d', 'Referrals sent, 90 days', 'By referral date.'),
  number('app', 'referrals_received_qtd', 'Referrals received, this quarter', 'Calendar quarter to date.'),
  number('app', 'referrals_sent_qtd', 'Referrals sent, this quarter', 'Calendar quarter to date.'),
  number('app', 'referrals_received_prev_quarter', 'Referrals received, last quarter', 'Calendar quarter.'),
  number('app', 'referrals_sent_prev_quarter', 'Referrals sent, last quarter', 'Calendar quarter.'),
  number('app', 'referrals_received_total', 'Referrals received, total', 'Since the partnership began.'),
  number('app', 'referrals_sent_total', 'Referrals sent, total', 'Since the partnership began.'),
  number('app', 'referral_balance', 'Referral balance', 'Received minus sent in 180 days.'),
  money('app', 'sourced_revenue_total', 'Sourced revenue, total', 'Each amount once, company currency.'),
  money('app', 'sourced_revenue_qtd', 'Sourced revenue, this quarter', 'Credits dated in this quarter.'),
  money('app', 'sourced_revenue_prev_quarter', 'Sourced revenue, last quarter', 'Credits dated in it.'),
  money('app', 'expansion_revenue_total', 'Expansion revenue, total', 'Later deals of referred clients.'),
  money(
    'app',
    'influenced_revenue_total',
    'Influenced revenue, total',
    'Influence credit, company currency.',
  ),
  number('app', 'won_deals_total', 'Won deals', 'Deals this partner sourced and we won.'),
  day('app', 'last_referral_on', 'Last referral on', 'Either direction.'),
  day('app', 'last_contact_on', 'Last contact on', 'Last contact in which both sides took part.'),
  day('app', 'last_review_on', 'Last review on', 'Last quarterly or annual review done.'),
  day('app', 'next_checkin_on', 'Next check-in on', 'From the cadence.'),
  day('app', 'next_review_on', 'Next review on', 'From the cadence.'),
  choices(
    'app',
    'integrity_findings',
    'Findings',
    'What the nightly checks found.',
    INTEGRITY_FINDINGS,
    INTEGRITY_FINDING_LABELS,
  ),
];

import { addMonths, type Day, quarterStart } from '../calendar.ts';
import type { Assessment } from '../health/index.ts';
import { toDecimalText } from '../money.ts';
import type { CreditTotal } from '../store/ledger.ts';
import type { Wanted } from './differences.ts';

/** Health as it stands on the partner record. */
export function healthStamps({
  shown,
  status,
  score,
  reasons,
  confidence,
  settingsVersion,
}: Assessment): Wanted {
  return {
    health_status: shown.status,
    health_computed_status: status,
    health_score: score === null ? null : String(score),
    health_reasons: reasons.map(({ code }) => code).join(';') || null,
    health_summary: shown.summary,
    health_confidence: confidence === null ? null : String(Math.round(confidence * 100)),
    health_policy_version: settingsVersion,
  };
}

/** Counters and dates: always as they are today. */
export function counterStamps({ counters, nextCheckinOn, nextReviewOn }: Assessment): Wanted {
  const { received, sent } = counters;
  return {
    referrals_received_90d: String(received.last90Days),
    referrals_sent_90d: String(sent.last90Days),
    referrals_received_total: String(received.total),
    referrals_sent_total: String(sent.total),
    referrals_received_qtd: String(received.quarterToDate),
    referrals_sent_qtd: String(sent.quarterToDate),
    referral_balance: String(counters.balance180),
    last_referral_on: counters.lastReferralOn,
    last_contact_on: counters.lastContactOn,
    last_review_on: counters.lastReviewOn,
    next_checkin_on: nextCheckinOn,
    next_review_on: nextReviewOn,
  };
}

export type Revenue = {
  readonly sourced: bigint;
  readonly sourcedThisQuarter: bigint;
  readonly sourcedLastQuarter: bigint;
  readonly expansion: bigint;
  readonly influenced: bigint;
  readonly wonDeals: number;
};

/** What a partner's credits add up to, in minor units of the company currency (R2, R27). */
export function revenueOf(credits: readonly CreditTotal[], today: Day): Revenue {
  const quarter = quarterStart(today);
  const previous = addMonths(quarter, -3);
  const next = addMonths(quarter, 3);
  const sum = (rows: readonly CreditTotal[]) => rows.reduce((total, row) => total + row.homeMinor, 0n);
  const sourced = credits.filter((row) => row.role === 'sourced');
  const between = (from: Day, to: Day) =>
    sourced.filter((row) => row.creditedOn >= from && row.creditedOn < to);
  return {
    sourced: sum(sourced),
    sourcedThisQuarter: sum(between(quarter, next)),
    sourcedLastQuarter: sum(between(previous, quarter)),
    expansion: sum(credits.filter((row) => row.role === 'sourced_expansion')),
    influenced: sum(credits.filter((row) => row.role === 'influenced')),
    wonDeals: wonDeals(credits.filter((row) => row.role !== 'influenced')),
  };
}

/** Distinct deals whose rows add up to more than nothing, or whose amount is missing, as the latest row says. */
function wonDeals(credits: readonly CreditTotal[]): number {
  const deals = Map.groupBy(credits, (row) => row.dealId);
  return [...deals.values()].filter(
    (rows) => isMissing(rows) || rows.reduce((total, row) => total + row.homeMinor, 0n) > 0n,
  ).length;
}

function isMissing(rows: readonly CreditTotal[]): boolean {
  const live = rows.filter((row) => row.status !== 'reversed');
  return live.sort((a, b) => (a.creditedOn < b.creditedOn ? -1 : 1)).at(-1)?.amountKnown === false;
}

export function revenueStamps(revenue: Revenue, currency: string): Wanted {
  const text = (minor: bigint) => toDecimalText({ minor, currency });
  return {
    sourced_revenue_total: text(revenue.sourced),
    sourced_revenue_qtd: text(revenue.sourcedThisQuarter),
    sourced_revenue_prev_quarter: text(revenue.sourcedLastQuarter),
    expansion_revenue_total: text(revenue.expansion),
    influenced_revenue_total: text(revenue.influenced),
    won_deals_total: String(revenue.wonDeals),
  };
}

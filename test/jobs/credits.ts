import type { Decision, Role } from '../../src/attribution/decide.ts';
import type { Amount } from '../../src/attribution/figure.ts';
import { parseDay, parseMonth } from '../../src/calendar.ts';
import type { DealId, PartnerId } from '../../src/ids.ts';
import type { DecidedDeal } from '../../src/store/deals.ts';
import type { StoredCredit } from '../../src/store/ledger.ts';
import { ACME, dealId, START, WON } from '../attribution/scene.ts';

export const DEAL = dealId(900);

export function euros(minor: bigint, known = true): Amount {
  return { minor, currency: 'EUR', known };
}

/** A credit row of Acme for EUR 1,000.00 in May. */
export function creditOf(credit: Partial<StoredCredit> & { month?: never; in?: string } = {}): StoredCredit {
  const { in: month = '2026-05', ...given } = credit;
  return {
    ...{ sequence: 1, dealId: DEAL, partnerId: ACME, role: 'sourced', month: parseMonth(month) },
    creditKey: `900:${given.partnerId ?? ACME}:${given.role ?? 'sourced'}:${month}`,
    ...{ referralId: null, share: 10_000, status: 'earned', creditedOn: parseDay(`${month}-12`) },
    ...{ amount: euros(100_000n), home: euros(100_000n), rate: '1', model: 'primary', policyVersion: 1 },
    ...{ commission: null, terms: null, payoutRate: null, dueOn: null, paidOn: null },
    ...{ paymentReference: null, hold: null, wonOn: parseDay(`${month}-12`) },
    ...{ reason: 'As first posted.', recordId: null, written: null, linked: null },
    ...given,
  };
}

export function decisionOf(parts: readonly [PartnerId, Role][], id: DealId = DEAL): Decision {
  return {
    ...{ dealId: id, policyVersion: 1, model: 'primary', verdicts: [], referralId: null, qualifies: true },
    ...{ locked: false, override: null, automation: null, proposals: [] },
    attribution: parts[0]?.[1] ?? 'none',
    parts: parts.map(([partnerId, role]) => ({
      ...{ partnerId, role, weight: 1n, referralId: null, words: '' },
    })),
  };
}

export function decidedDeal(
  parts: readonly [PartnerId, Role][],
  deal: Partial<DecidedDeal> = {},
): DecidedDeal {
  return {
    ...{ id: DEAL, name: 'Website', present: true, won: true, closed: true, closedOn: WON, startedOn: START },
    ...{ ownerId: null, net: null },
    ...{ referralId: null, companyIds: [], decision: decisionOf(parts), receipt: 'The receipt.' },
    findings: [],
    ...{ reasons: {}, stamps: {}, labels: [], stamped: 0 },
    ...deal,
  };
}

import { type Day, type Month, monthOf } from '../calendar.ts';
import type { DealId, PartnerId, ReferralId } from '../ids.ts';
import { allocate } from '../money.ts';
import type { Decision, Role } from './decide.ts';
import type { Deal } from './evidence.ts';
import type { Model } from './policy.ts';

export type CreditStatus = 'proposed' | 'earned' | 'payable' | 'paid' | 'reversed' | 'on_hold' | 'waived';

/** An amount in minor units of a currency. A figure nobody knows (yet) is 0 and says so, so that sums need no case. */
export type Amount = { readonly minor: bigint; readonly currency: string; readonly known: boolean };

/** What a partner should have of a won deal, before it is laid into the months of the ledger. */
export type WantedCredit = {
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  readonly role: Role;
  readonly referralId: ReferralId | null;
  /** Basis points: 10 000 = 100 %. For display; money comes from the exact weights. */
  readonly share: number;
  readonly amount: Amount;
  readonly home: Amount;
  readonly rate: string | null;
  /** Close date in the portal's time zone. */
  readonly creditedOn: Day;
  readonly policyVersion: number;
  readonly model: Model;
};

/** The identity of a credit, in HubSpot and in the store (R1). */
export function creditKey(dealId: DealId, partnerId: PartnerId, role: Role, month: Month): string {
  return `${dealId}:${partnerId}:${role}:${month}`;
}

/**
 * Turns a decision on a won deal into money: largest remainder in minor units, deal and company currency each on
 * its own, ties to the earlier part (R3). An open or lost deal has no credits. A negative or zero amount gives
 * zero credit, kept for audit (attribution §4); an empty amount gives credits without a figure.
 * `homeCurrency` is the company's currency; `dealCurrency` stands in where the deal has no amount.
 */
export function wantedCredits(
  decision: Decision,
  deal: Deal,
  currencies: { home: string; deal: string },
): WantedCredit[] {
  if (!deal.won || deal.closedOn === null || decision.parts.length === 0) return [];
  const { closedOn, amount } = deal;
  const weights = decision.parts.map((part) => part.weight);
  const shares = allocate(10_000n, weights);
  const inDeal = amount.kind === 'known' ? split(amount.inDeal.minor, weights) : null;
  const inHome =
    amount.kind === 'known' && amount.inHome !== null ? split(amount.inHome.minor, weights) : null;
  return decision.parts.map((part, place) => ({
    dealId: decision.dealId,
    partnerId: part.partnerId,
    role: part.role,
    referralId: part.referralId,
    share: Number(shares[place] ?? 0n),
    amount: amountOf(inDeal?.[place], amount.kind === 'known' ? amount.inDeal.currency : currencies.deal),
    home: amountOf(inHome?.[place], currencies.home),
    rate: amount.kind === 'known' ? amount.rate : null,
    creditedOn: closedOn,
    policyVersion: decision.policyVersion,
    model: decision.model,
  }));
}

function amountOf(minor: bigint | undefined, currency: string): Amount {
  return minor === undefined ? { minor: 0n, currency, known: false } : { minor, currency, known: true };
}

function split(minor: bigint, weights: readonly bigint[]): bigint[] {
  return allocate(minor > 0n ? minor : 0n, weights);
}

/** The month a credit counts in when its close month is open. */
export function closeMonth(credit: Pick<WantedCredit, 'creditedOn'>): Month {
  return monthOf(credit.creditedOn);
}

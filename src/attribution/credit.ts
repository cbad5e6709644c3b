import { type Day, type Month, monthOf } from '../calendar.ts';
import type { DealId, PartnerId, ReferralId } from '../ids.ts';
import { allocate, type Money } from '../money.ts';
import type { Commission } from './commission.ts';
import type { Decision, Part, Role } from './decide.ts';
import type { Deal } from './evidence.ts';
import { type Amount, held } from './figure.ts';
import { netAmount } from './net-amount.ts';
import type { Model } from './policy.ts';
import type { Terms } from './terms.ts';

export type CreditStatus = 'proposed' | 'earned' | 'payable' | 'paid' | 'reversed' | 'on_hold' | 'waived';

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
  /** The terms of this win; null while the partner's record makes none. */
  readonly terms: Terms | null;
  /** Null: the terms pay nothing for this. */
  readonly commission: Commission | null;
  /** A person decided it, not the rules. */
  readonly byHand: boolean;
};

/** What a part of a won deal earns in cash. */
export type Reward = { readonly terms: Terms | null; readonly commission: Commission | null };

/** Nothing in cash, and nothing agreed. */
export const NO_REWARD: Reward = { terms: null, commission: null };

/** The identity of a credit, in HubSpot and in the store (R1). */
export function creditKey(dealId: DealId, partnerId: PartnerId, role: Role, month: Month): string {
  return `${dealId}:${partnerId}:${role}:${month}`;
}

/**
 * Turns a decision on a won deal into money: what is left after refunds, by largest remainder in minor units, deal and
 * company currency each on its own, ties to the earlier part (R3). An open or lost deal has no credits. A negative or
 * zero amount gives zero credit, kept for audit (attribution §4); an empty amount gives credits without a figure.
 * `currencies.home` is the company's; `currencies.deal` stands in where the deal has no amount. `rewardOf` says what a
 * part earns in cash, given its amount. Partners that are gone get no new credit, and what they keep of the deal is not
 * given to others as well (R2, R20).
 */
export function wantedCredits(
  decision: Decision,
  deal: Deal,
  currencies: { home: string; deal: string },
  rewardOf: (part: Part, amount: Amount) => Reward,
  gone: Gone = NOBODY_GONE,
): WantedCredit[] {
  if (!deal.won || deal.closedOn === null || decision.parts.length === 0) return [];
  const { closedOn } = deal;
  const net = netAmount(deal);
  const shares = allocate(
    10_000n,
    decision.parts.map((part) => part.weight),
  );
  const inDeal = net === null ? null : split(net.inDeal, decision.parts, gone, 'amount');
  const inHome = net === null || net.inHome === null ? null : split(net.inHome, decision.parts, gone, 'home');
  const credits = decision.parts.map((part, place): WantedCredit => {
    const amount = amountOf(inDeal?.[place], net?.inDeal.currency ?? currencies.deal);
    return {
      ...{ dealId: decision.dealId, partnerId: part.partnerId, role: part.role, referralId: part.referralId },
      share: Number(shares[place] ?? 0n),
      amount,
      home: amountOf(inHome?.[place], currencies.home),
      rate: deal.amount.kind === 'known' ? deal.amount.rate : null,
      creditedOn: closedOn,
      ...{ policyVersion: decision.policyVersion, model: decision.model, byHand: decision.locked },
      ...rewardOf(part, amount),
    };
  });
  return credits.filter(({ partnerId }) => !gone.isGone(partnerId));
}

/** Partners that HubSpot no longer has, and what the deal's rows hold for them. */
export type Gone = {
  readonly isGone: (partnerId: PartnerId) => boolean;
  readonly rows: readonly { readonly amount: Amount; readonly home: Amount }[];
};

const NOBODY_GONE: Gone = { isGone: () => false, rows: [] };

function split(
  { minor, currency }: Money,
  parts: readonly Part[],
  gone: Gone,
  figure: 'amount' | 'home',
): bigint[] {
  const all = allocate(
    minor,
    parts.map((part) => part.weight),
  );
  const living = parts.map(({ partnerId, weight }) => (gone.isGone(partnerId) ? 0n : weight));
  const theirs = all.reduce((sum, part, place) => (living[place] === 0n ? sum : sum + part), 0n);
  const kept = gone.rows.reduce((sum, row) => sum + held(row[figure], currency), 0n);
  const left = minor > kept ? minor - kept : 0n;
  return theirs <= left ? all : allocate(left, living);
}

function amountOf(minor: bigint | undefined, currency: string): Amount {
  return minor === undefined ? { minor: 0n, currency, known: false } : { minor, currency, known: true };
}

/** The month a credit counts in when its close month is open. */
export function closeMonth(credit: Pick<WantedCredit, 'creditedOn'>): Month {
  return monthOf(credit.creditedOn);
}

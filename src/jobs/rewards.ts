import { type Commission, commissionOf, type PayoutRate, payoutRate } from '../attribution/commission.ts';
import type { Reward } from '../attribution/credit.ts';
import type { Part } from '../attribution/decide.ts';
import type { Deal } from '../attribution/evidence.ts';
import type { Amount } from '../attribution/figure.ts';
import type { Credit } from '../attribution/ledger.ts';
import type { Ruling } from '../attribution/payout.ts';
import type { Policy } from '../attribution/policy.ts';
import type { FirstProject } from '../attribution/project.ts';
import { agreementYearStart, type Offer, type Terms, termsOf } from '../attribution/terms.ts';
import type { Day } from '../calendar.ts';
import type { PartnerId, ReferralId } from '../ids.ts';
import { toDecimalText } from '../money.ts';
import type { PartnerRecord } from '../partnership/records.ts';

/** What the commission of a deal's parts depends on. */
export type RewardFacts = {
  readonly deal: Deal;
  readonly dealCurrency: string;
  readonly homeCurrency: string;
  readonly policy: Policy;
  readonly partnerOf: (id: PartnerId) => PartnerRecord | undefined;
  /** Rows the deal has already; those of the win that still stands say its terms. */
  readonly credits: readonly Credit[];
  /** The win was there when the deal was last decided: it keeps its terms (R4). */
  readonly standingWin: boolean;
  readonly firstProjects: ReadonlyMap<ReferralId, FirstProject>;
  /** Rates typed in settings: `USD/CHF`. */
  readonly rates: ReadonlyMap<string, string>;
  readonly rulingOf: (part: Part) => Ruling;
  /** Sourced by a partner from the first day to before the second, in minor units of the company currency. */
  readonly sourcedBetween: (partnerId: PartnerId, from: Day, before: Day) => bigint;
};

/** Says what each part of a won deal earns in cash, and why not where it cannot be said. */
export function rewardsOf(facts: RewardFacts): (part: Part, amount: Amount) => Reward {
  return (part, amount) => {
    const standing = facts.standingWin ? standingRows(part, facts.credits) : [];
    const terms = standing.find((row) => row.terms !== null)?.terms ?? currentTerms(part, facts);
    if (terms === null) return { terms: null, commission: onHold(facts.homeCurrency) };
    return { terms, commission: commissionFor(terms, part, amount, standing, facts) };
  };
}

/**
 * The partner's rows of the win that stands, the latest first: an earlier win may have been made under other terms.
 * A win keeps its terms also where the partner's role on it changes (R4).
 */
function standingRows(part: Part, credits: readonly Credit[]): Credit[] {
  const ofPartner = credits.filter(
    ({ partnerId, role, terms }) => partnerId === part.partnerId && role !== 'influenced' && terms !== null,
  );
  const own = ofPartner.filter(({ role }) => role === part.role);
  const rows = own.some(({ status }) => status !== 'reversed') ? own : ofPartner;
  const order = ({ wonOn, month }: Credit) => `${wonOn} ${month}`;
  return rows.toSorted((x, y) => (order(x) < order(y) ? 1 : -1));
}

/** Null where the partner's record makes no terms: it says commission, and not which. */
function currentTerms(part: Part, facts: RewardFacts): Terms | null {
  const partner = facts.partnerOf(part.partnerId);
  if (partner === undefined || part.role === 'influenced') return { kind: 'none' };
  const reading = termsOf(offerOf(partner), facts.policy, facts.homeCurrency, sourcedBefore(partner, facts));
  return reading.kind === 'terms' ? reading.terms : null;
}

/** What is wrong with a partner's commission terms, in words; null when they are in order. */
export function termsProblem(partner: PartnerRecord, policy: Policy, homeCurrency: string): string | null {
  const reading = termsOf(offerOf(partner), policy, homeCurrency, '0');
  return reading.kind === 'invalid' ? `${partner.name}: ${reading.words}` : null;
}

function offerOf({ compensationModel, commission }: PartnerRecord): Offer {
  return { compensation: compensationModel, ...commission };
}

/** A tier is chosen by what the partner sourced in its agreement year before this deal (attribution §9). */
function sourcedBefore(partner: PartnerRecord, { deal, homeCurrency, sourcedBetween }: RewardFacts): string {
  if (partner.commission.tiers === null || deal.closedOn === null) return '0';
  const from = agreementYearStart(deal.closedOn, partner.agreementStart);
  return toDecimalText({ minor: sourcedBetween(partner.id, from, deal.closedOn), currency: homeCurrency });
}

function onHold(currency: string): Commission {
  const amount = { minor: 0n, currency, known: false };
  return { amount, standing: { kind: 'on-hold', hold: 'terms_invalid' }, rate: null };
}

function commissionFor(
  terms: Terms,
  part: Part,
  base: Amount,
  standing: readonly Credit[],
  facts: RewardFacts,
): Commission | null {
  const { deal, dealCurrency, homeCurrency, rates } = facts;
  if (deal.closedOn === null) return null;
  const first = part.referralId === null ? undefined : facts.firstProjects.get(part.referralId);
  const homeRate = deal.amount.kind === 'known' ? deal.amount.rate : null;
  return commissionOf(terms, {
    ...{ role: part.role, base, closedOn: deal.closedOn, clientPaidOn: deal.clientPaidOn },
    firstProjectClosedOn: first?.closedOn ?? null,
    agreementSigned: isSigned(part, standing, facts),
    waived: facts.rulingOf(part) === 'waive',
    rateTo: (currency) =>
      fixedRate(standing, dealCurrency, currency) ??
      payoutRate({ currency: dealCurrency, homeRate }, homeCurrency, rates, currency),
  });
}

/** Signed, or it was when this win's commission was let go: what an agreement becomes later takes nothing back (R14). */
function isSigned(part: Part, standing: readonly Credit[], { partnerOf }: RewardFacts): boolean {
  if (partnerOf(part.partnerId)?.agreementStatus === 'signed') return true;
  return standing.some(
    ({ commission, status }) => (commission?.minor ?? 0n) > 0n && LET_GO.some((each) => each === status),
  );
}

const LET_GO = ['earned', 'payable', 'paid'] as const;

/** A commission is converted once, when it becomes payable (attribution §7). */
function fixedRate(standing: readonly Credit[], from: string, to: string): PayoutRate | null {
  const settled = standing.find(
    ({ status, amount, commission, payoutRate: rate }) =>
      (status === 'payable' || status === 'paid') &&
      amount.currency === from &&
      commission?.currency === to &&
      rate !== null,
  );
  return settled?.payoutRate ?? null;
}

import type { Role } from '../attribution/decide.ts';
import type { Amount } from '../attribution/figure.ts';
import { toDecimalText } from '../money.ts';
import type { DecidedDeal } from '../store/deals.ts';
import type { StoredCredit } from '../store/ledger.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import type { Wanted } from './differences.ts';

/** What the `partner_credit` record of a credit says: the fold of its entries, with the names reports group by. */
export function creditProperties(
  credit: StoredCredit,
  deal: DecidedDeal,
  partner: MirroredPartner | undefined,
): Wanted {
  const partnerName = partner?.record.name ?? `Partner ${credit.partnerId}`;
  const home = textOf(credit.home);
  const current = deal.reasons[`${credit.partnerId}:${credit.role}`];
  return {
    credit_key: credit.creditKey,
    name: `${partnerName} · ${deal.name} · ${ROLE_WORDS[credit.role]}`.slice(0, 250),
    role: credit.role,
    status: credit.status,
    share: (credit.share / 100).toFixed(2),
    amount: textOf(credit.amount),
    currency: credit.amount.currency,
    amount_home: home,
    sourced_amount_home: credit.role === 'sourced' ? home : '0',
    expansion_amount_home: credit.role === 'sourced_expansion' ? home : '0',
    influenced_amount_home: credit.role === 'influenced' ? home : '0',
    home_currency: credit.home.currency,
    partner_id: credit.partnerId,
    deal_id: credit.dealId,
    referral_id: credit.referralId,
    credited_on: credit.creditedOn,
    fx_rate: credit.rate,
    model: credit.model,
    policy_version: String(credit.policyVersion),
    reason: credit.status === 'reversed' || current === undefined ? credit.reason : current,
    commission_amount: credit.commission === null ? null : textOf(credit.commission),
    commission_currency: credit.commission?.currency ?? null,
    commission_due_on: credit.dueOn,
    commission_paid_on: credit.paidOn,
    commission_reference: credit.paymentReference,
    partner_name: partnerName,
    partner_type: partner?.record.primaryType ?? null,
    deal_name: deal.name,
  };
}

/** Words of a role, as people read them. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  sourced: 'sourced',
  sourced_expansion: 'expansion',
  influenced: 'influenced',
};

/** Decimal text for HubSpot; a figure nobody knows is left empty. */
function textOf(amount: Amount): string | null {
  return amount.known ? toDecimalText(amount) : null;
}

import { type CreditStatus, creditKey } from '../attribution/credit.ts';
import type { Amount } from '../attribution/figure.ts';
import type { Entry } from '../attribution/ledger.ts';
import { MODELS } from '../attribution/policy.ts';
import { ROLES } from '../attribution/role.ts';
import { parseDay, parseMonth } from '../calendar.ts';
import { Problem } from '../errors.ts';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { type DealId, type PartnerId, parseId, type ReferralId } from '../ids.ts';
import { parseMoney } from '../money.ts';

const STATUSES: readonly CreditStatus[] = [
  'proposed',
  'earned',
  'payable',
  'paid',
  'reversed',
  'on_hold',
  'waived',
];

/**
 * The first entry of a credit whose history was lost with the database: the record in HubSpot as it stands (R21).
 * Throws a Problem that names the record when it says something that no record of ours says.
 */
export function openingEntry(record: CrmRecord): Entry {
  try {
    return read(record);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Problem('input-invalid', `Credit record ${record.id} cannot be taken over: ${why}`, { cause });
  }
}

function read({ properties }: CrmRecord): Entry {
  const text = (name: string) => properties[name] || null;
  const day = (name: string) => (text(name) === null ? null : parseDay(text(name), name));
  const [dealId, partnerId] = [
    parseId<DealId>(text('deal_id'), 'deal_id'),
    parseId<PartnerId>(text('partner_id'), 'partner_id'),
  ];
  const role = oneOf(ROLES, text('role'), 'role');
  const month = parseMonth(text('credit_key')?.split(':')[3], 'month of credit_key');
  const creditedOn = parseDay(text('credited_on'), 'credited_on');
  const referralId = text('referral_id');
  const commissionCurrency = text('commission_currency');
  return {
    ...{ kind: 'grant', sequence: 1, creditKey: creditKey(dealId, partnerId, role, month) },
    ...{ dealId, partnerId, role, month, creditedOn, wonOn: creditedOn },
    referralId: referralId === null ? null : parseId<ReferralId>(referralId, 'referral_id'),
    amount: amountOf(text('amount'), text('currency'), 'amount'),
    home: amountOf(text('amount_home'), text('home_currency'), 'amount_home'),
    commission:
      commissionCurrency === null
        ? null
        : amountOf(text('commission_amount'), commissionCurrency, 'commission_amount'),
    share: Math.round(Number(text('share') ?? 'missing') * 100),
    status: oneOf(STATUSES, text('status'), 'status'),
    rate: text('fx_rate'),
    policyVersion: Number(text('policy_version') ?? 'missing'),
    model: oneOf(MODELS, text('model'), 'model'),
    ...{ terms: null, payoutRate: null, hold: null },
    dueOn: day('commission_due_on'),
    paidOn: day('commission_paid_on'),
    paymentReference: text('commission_reference'),
  };
}

function amountOf(text: string | null, currency: string | null, what: string): Amount {
  if (currency === null) throw new TypeError(`the currency of ${what} is empty`);
  if (text === null) return { minor: 0n, currency, known: false };
  return { ...parseMoney(text, currency, what), known: true };
}

function oneOf<Value extends string>(known: readonly Value[], value: string | null, what: string): Value {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new TypeError(`${what}: ${JSON.stringify(value)} is not known`);
  return found;
}

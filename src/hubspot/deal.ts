import type { ClientDeal } from '../attribution/acceptance.ts';
import type { Deal, DealAmount } from '../attribution/evidence.ts';
import { dayIn } from '../calendar.ts';
import { Problem } from '../errors.ts';
import type { DealId } from '../ids.ts';
import { isCurrency, type Money, parseDecimal, parseMoney } from '../money.ts';
import type { CrmRecord } from './batch-answer.ts';
import type { Stages } from './pipelines.ts';
import { date, dayOf, flag, guarded, instant, malformed, text } from './value.ts';

/** HubSpot's type id of deals; fixed, like those of companies and contacts. */
export const DEAL = '0-3';

/** What the rules read of a deal. */
export const DEAL_PROPERTIES = [
  'dealname',
  'dealstage',
  'pipeline',
  'createdate',
  'closedate',
  'amount',
  'deal_currency_code',
  'amount_in_home_currency',
  'hs_exchange_rate',
  'hs_is_closed',
  'hs_is_closed_won',
  'hs_is_deal_split',
  'partner_client_paid_on',
  'partner_client_refunded_amount',
] as const;

/** Stamps on a deal: what the app writes and compares. */
export const DEAL_STAMPS = [
  'partner_attribution',
  'partner_source_id',
  'partner_source_name',
  'partner_source_type',
  'partner_sourced_amount',
  'partner_expansion_amount',
  'partner_influenced_amount',
  'partner_influencers',
  'partner_attribution_reason',
  'partner_attribution_model',
  'partner_credited_at',
] as const;

type Place = { readonly timeZone: string; readonly homeCurrency: string };

/** A deal as the rules see it. */
export function parseDeal(record: CrmRecord, place: Place, stages: Stages): Deal {
  const created = instant(record, 'createdate') ?? Date.parse(record.createdAt ?? '');
  if (!Number.isFinite(created)) throw new Problem('input-invalid', `deal ${record.id}: createdate is empty`);
  const closed = instant(record, 'closedate');
  const { won } = stateOf(record, stages);
  return {
    id: record.id as DealId,
    name: text(record, 'dealname') ?? `Deal ${record.id}`,
    startedOn: dayIn(place.timeZone, closed === null ? created : Math.min(created, closed)),
    closedOn: dayOf(record, 'closedate', place.timeZone),
    won,
    wonOutsidePipelines: false,
    historic: closed !== null && closed < created,
    amount: parseAmount(record, place.homeCurrency),
    refunded: parseRefund(record, place.homeCurrency),
    clientPaidOn: date(record, 'partner_client_paid_on'),
  };
}

/** A deal of a client, as it bears on whether the client was already ours. */
export function parseClientDeal(record: CrmRecord, place: Place, stages: Stages): ClientDeal {
  const deal = parseDeal(record, place, stages);
  return { id: deal.id, startedOn: deal.startedOn, closedOn: deal.closedOn, ...stateOf(record, stages) };
}

/**
 * Won = the stage's probability is 1 and it is closed, in any pipeline. The stage says so at once, while HubSpot's
 * computed `hs_is_closed_won` may come later; it decides only where the stage is not known.
 */
export function stateOf(record: CrmRecord, stages: Stages): { closed: boolean; won: boolean } {
  const stage = stages.get(text(record, 'dealstage') ?? '');
  if (stage !== undefined) return { closed: stage.closed, won: stage.won };
  return { closed: flag(record, 'hs_is_closed'), won: flag(record, 'hs_is_closed_won') };
}

/** Split records of HubSpot's deal splits are no deals of their own. */
export function isSplit(record: CrmRecord): boolean {
  return flag(record, 'hs_is_deal_split');
}

/** The deal's currency; a portal with one currency leaves it empty. */
export function dealCurrency(record: CrmRecord, homeCurrency: string): string {
  const code = text(record, 'deal_currency_code') ?? homeCurrency;
  if (isCurrency(code)) return code;
  throw new Problem(
    'input-invalid',
    `deal ${record.id}: deal_currency_code ${JSON.stringify(code)} is not a currency`,
  );
}

/** Company-currency amount from HubSpot, at the rate it fixed at closing; never converted by us (R3). */
function parseAmount(record: CrmRecord, homeCurrency: string): DealAmount {
  const amount = text(record, 'amount');
  if (amount === null) return { kind: 'missing' };
  const currency = dealCurrency(record, homeCurrency);
  const inDeal = guarded(record, 'amount', () => parseMoney(amount, currency));
  const home = text(record, 'amount_in_home_currency') ?? (currency === homeCurrency ? amount : null);
  const inHome =
    home === null
      ? null
      : guarded(record, 'amount_in_home_currency', () =>
          parseMoney(home, homeCurrency, 'amount_in_home_currency'),
        );
  return { kind: 'known', inDeal, inHome, rate: rateOf(record, currency, homeCurrency) };
}

/** What a person typed as paid back. It lowers an amount and never raises one. */
function parseRefund(record: CrmRecord, homeCurrency: string): Money | null {
  const typed = text(record, 'partner_client_refunded_amount');
  if (typed === null) return null;
  const name = 'partner_client_refunded_amount';
  const currency = dealCurrency(record, homeCurrency);
  const refund = guarded(record, name, () => parseMoney(typed, currency, name));
  if (refund.minor < 0n)
    throw malformed(record, name, 'is negative: type what was paid back as a positive number');
  return refund.minor === 0n ? null : refund;
}

function rateOf(record: CrmRecord, currency: string, homeCurrency: string): string | null {
  if (currency === homeCurrency) return '1';
  const rate = text(record, 'hs_exchange_rate');
  if (rate === null) return null;
  return guarded(record, 'hs_exchange_rate', () =>
    parseDecimal(rate, 'hs_exchange_rate').toSignificantDigits(10).toString(),
  );
}

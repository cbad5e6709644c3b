import type { ClientDeal } from '../attribution/acceptance.ts';
import type { Deal, DealAmount } from '../attribution/evidence.ts';
import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import { type Day, dayIn } from '../calendar.ts';
import { Problem } from '../errors.ts';
import type { DealId } from '../ids.ts';
import { isCurrency, type Money, parseDecimal, parseMoney, toDecimalText, toMinor } from '../money.ts';
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
  'hubspot_owner_id',
  'partner_client_paid_on',
  'partner_client_refunded_amount',
  'partner_override',
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
  'partner_attribution_locked',
  'partner_findings',
  'partner_credited_at',
] as const;

type Place = { readonly timeZone: string; readonly homeCurrency: string };

/** Where a portal's rules look for amount, beginning and pipelines of a deal. */
export type DealReading = Pick<Policy, 'amountProperty' | 'dealStartProperty' | 'includedPipelines'>;

/** Properties beyond the fixed ones that these rules look at, and when each stage was first entered. */
export function dealPropertiesFor(readings: readonly DealReading[], stages: Stages): string[] {
  return [
    ...readings.flatMap(({ amountProperty, dealStartProperty }) =>
      dealStartProperty === null ? [amountProperty] : [amountProperty, dealStartProperty],
    ),
    ...[...stages.keys()].map((stage) => `${STAGE_ENTERED}${stage}`),
  ];
}

const STAGE_ENTERED = 'hs_v2_date_entered_';

/** A deal as the rules see it. */
export function parseDeal(
  record: CrmRecord,
  place: Place,
  stages: Stages,
  reading: DealReading = DEFAULT_POLICY,
): Deal {
  const created = instant(record, 'createdate') ?? Date.parse(record.createdAt ?? '');
  if (!Number.isFinite(created)) throw new Problem('input-invalid', `deal ${record.id}: createdate is empty`);
  const closed = instant(record, 'closedate');
  const { won } = stateOf(record, stages);
  const { includedPipelines } = reading;
  const counts = includedPipelines === null || includedPipelines.includes(text(record, 'pipeline') ?? '');
  return {
    id: record.id as DealId,
    name: text(record, 'dealname') ?? `Deal ${record.id}`,
    startedOn: startOf(record, created, place.timeZone, reading),
    closedOn: dayOf(record, 'closedate', place.timeZone),
    won: won && counts,
    wonOutsidePipelines: won && !counts,
    historic: closed !== null && closed < created,
    amount: parseAmount(record, place.homeCurrency, reading.amountProperty),
    refunded: parseRefund(record, place.homeCurrency),
    clientPaidOn: date(record, 'partner_client_paid_on'),
  };
}

/** Deal start (R55): the earliest of creation, close, the first stage entered, and a date that people chose to type. */
function startOf(
  record: CrmRecord,
  created: number,
  timeZone: string,
  { dealStartProperty }: DealReading,
): Day {
  const entered = Object.keys(record.properties).filter((name) => name.startsWith(STAGE_ENTERED));
  const instants = ['closedate', ...entered].flatMap((name) => instant(record, name) ?? []);
  const start = dayIn(timeZone, Math.min(created, ...instants));
  const typed = dealStartProperty === null ? null : date(record, dealStartProperty);
  return typed !== null && typed < start ? typed : start;
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
  throw malformed(record, 'deal_currency_code', `${JSON.stringify(code)} is not a currency`);
}

/** What a person wrote that is no amount of money leaves the credit without a figure, and says so; it stops nothing. */
function parseAmount(record: CrmRecord, homeCurrency: string, name: string): DealAmount {
  try {
    return readAmount(record, homeCurrency, name);
  } catch (cause) {
    if (cause instanceof Problem && cause.code === 'input-invalid')
      return { kind: 'unreadable', words: cause.message };
    throw cause;
  }
}

function readAmount(record: CrmRecord, homeCurrency: string, name: string): DealAmount {
  const amount = text(record, name);
  if (amount === null) return { kind: 'missing' };
  const currency = dealCurrency(record, homeCurrency);
  const inDeal = guarded(record, name, () => parseMoney(amount, currency, name));
  const rate = rateOf(record, currency, homeCurrency);
  return { kind: 'known', inDeal, inHome: homeAmount(record, inDeal, homeCurrency, name, rate), rate };
}

/** HubSpot's own figure, at the rate it fixed at closing (R3); of another amount property, at that same rate. */
function homeAmount(
  record: CrmRecord,
  inDeal: Money,
  homeCurrency: string,
  name: string,
  rate: string | null,
): Money | null {
  if (name !== 'amount') {
    if (rate === null) return null;
    const value = parseDecimal(toDecimalText(inDeal)).times(parseDecimal(rate));
    return { minor: toMinor(value, homeCurrency), currency: homeCurrency };
  }
  const home = text(record, 'amount_in_home_currency');
  if (home === null) return inDeal.currency === homeCurrency ? inDeal : null;
  const property = 'amount_in_home_currency';
  return guarded(record, property, () => parseMoney(home, homeCurrency, property));
}

/** What a person typed as paid back. It lowers an amount and never raises one. */
function parseRefund(record: CrmRecord, homeCurrency: string): Money | null {
  const typed = text(record, 'partner_client_refunded_amount');
  if (typed === null) return null;
  const name = 'partner_client_refunded_amount';
  const code = text(record, 'deal_currency_code') ?? homeCurrency;
  // A currency nobody knows is told with the amount.
  if (!isCurrency(code)) return null;
  const refund = guarded(record, name, () => parseMoney(typed, code, name));
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

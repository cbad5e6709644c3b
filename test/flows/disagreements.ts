import { z } from 'zod';
import { toDecimalText } from '../../src/money.ts';
import { readParked } from '../../src/store/parked.ts';
import { type DumpedRecord, living, type Observed } from './books.ts';

/**
 * Everything in which the ledger, its fold, HubSpot's records, stamps, totals and links do not say the same, and all
 * that is parked; empty when all is well. The ledger is added up here by SQL, apart from the product's own fold.
 */
export async function disagreements(world: Observed): Promise<string[]> {
  const records = await living(world);
  const credits = records('partner_credit');
  const parked = await readParked(world.app.database, world.portalId);
  return [
    ...(await againstLedger(world, credits)),
    ...credits.flatMap((credit) => recordMistakes(credit, records)),
    ...records('partner').flatMap((partner) => totalMistakes(partner, credits)),
    ...records('deal').flatMap((deal) => stampMistakes(deal, credits)),
    ...records('referral').flatMap((referral) => referralMistakes(referral, credits)),
    ...parked.map(({ kind, recordId, code, message }) => `parked ${kind} ${recordId} ${code}: ${message}`),
  ];
}

const summed = z.object({
  credit_key: z.string(),
  amount: z.string(),
  home: z.string(),
  last: z.object({
    status: z.string(),
    share: z.number(),
    currency: z.string(),
    home_currency: z.string(),
    amount_known: z.boolean(),
    home_known: z.boolean(),
    credited_on: z.string(),
    referral_id: z.string().nullable(),
  }),
});

async function againstLedger(
  { app, portalId }: Observed,
  credits: readonly DumpedRecord[],
): Promise<string[]> {
  const rows = await app.database.rows(
    (row) => summed.parse(row),
    `SELECT credit_key, sum(amount_minor)::text AS amount, sum(home_minor)::text AS home,
       (array_agg(to_jsonb(ledger_entry) ORDER BY sequence DESC))[1] AS last
     FROM ledger_entry WHERE portal_id = $1 GROUP BY credit_key`,
    [portalId],
  );
  const wanted = rows.map(({ credit_key, amount, home, last }) => {
    const figure = (minor: string, currency: string, known: boolean) =>
      known ? Number(toDecimalText({ minor: BigInt(minor), currency })) : '?';
    const inDeal = figure(amount, last.currency, last.amount_known);
    const inHome = figure(home, last.home_currency, last.home_known);
    const share = (last.share / 100).toFixed(2);
    return `${credit_key} ${last.status} ${share} ${last.currency} ${inDeal} = ${last.home_currency} ${inHome} on ${last.credited_on} of ${last.referral_id ?? 'no referral'}`;
  });
  const actual = credits.map(({ properties: each }) => {
    const inDeal = `${each.currency} ${figureOf(each.amount)}`;
    const inHome = `${each.home_currency} ${figureOf(each.amount_home)}`;
    return `${keyOf(each)} ${each.status} ${each.share} ${inDeal} = ${inHome} on ${each.credited_on} of ${each.referral_id || 'no referral'}`;
  });
  return [
    ...wanted.filter((line) => !actual.includes(line)).map((line) => `not in HubSpot: ${line}`),
    ...actual.filter((line) => !wanted.includes(line)).map((line) => `not in the ledger: ${line}`),
    ...(actual.length > new Set(actual).size ? ['a credit stands in HubSpot twice'] : []),
  ];
}

/** The spelling of a number does not matter: `1000.00` is `1000`. */
function figureOf(value: string | undefined): number | '?' {
  return value ? Number(value) : '?';
}

/** A record made anew in the place of a deleted one carries `:r2` behind its key (R41). */
function keyOf({ credit_key = '' }: DumpedRecord['properties']): string {
  return credit_key.replace(/:r\d+$/, '');
}

/** What must hold inside one credit record, and between it and the records it names. */
function recordMistakes(
  { properties: each, associations }: DumpedRecord,
  records: (name: string) => DumpedRecord[],
) {
  const key = keyOf(each);
  const partner = records('partner').find(({ id }) => id === each.partner_id);
  const deal = records('deal').find(({ id }) => id === each.deal_id);
  const referral = records('referral').find(({ id }) => id === each.referral_id);
  const amounts = [each.sourced_amount_home, each.expansion_amount_home, each.influenced_amount_home];
  const place = ['sourced', 'sourced_expansion', 'influenced'].indexOf(each.role ?? '');
  const month = each.credited_on?.slice(0, 7);
  const word = each.role === 'sourced_expansion' ? 'expansion' : each.role;
  const checks: Record<string, boolean> = {
    key: key === `${each.deal_id}:${each.partner_id}:${each.role}:${month}`,
    'one amount per role': amounts.every((amount, at) =>
      at === place ? amount === each.amount_home : Number(amount) === 0,
    ),
    'partner name': partner === undefined || each.partner_name === partner.properties.name,
    'deal name': deal === undefined || each.deal_name === deal.properties.dealname,
    name: each.name === `${each.partner_name} · ${each.deal_name} · ${word}`,
    'linked to its partner': partner === undefined || partner.id in (associations.partner ?? {}),
    'linked to its deal': deal === undefined || deal.id in (associations.deal ?? {}),
    'linked to its referral': referral === undefined || referral.id in (associations.referral ?? {}),
  };
  return Object.entries(checks).flatMap(([what, holds]) => (holds ? [] : [`credit ${key}: ${what}`]));
}

function totalMistakes({ id, properties }: DumpedRecord, credits: readonly DumpedRecord[]): string[] {
  const own = credits.filter((credit) => credit.properties.partner_id === id);
  const brought = own.filter((credit) => credit.properties.role !== 'influenced');
  const deals = Map.groupBy(brought, (credit) => credit.properties.deal_id);
  const won = [...deals.values()].filter(
    (rows) => rows.some((row) => !row.properties.amount) || cents(rows, 'amount_home') > 0,
  );
  return [
    ...unequal(id, properties, 'sourced_revenue_total', cents(own, 'sourced_amount_home') / 100),
    ...unequal(id, properties, 'expansion_revenue_total', cents(own, 'expansion_amount_home') / 100),
    ...unequal(id, properties, 'influenced_revenue_total', cents(own, 'influenced_amount_home') / 100),
    ...unequal(id, properties, 'won_deals_total', won.length),
  ];
}

function stampMistakes({ id, properties }: DumpedRecord, credits: readonly DumpedRecord[]): string[] {
  const own = credits.filter((credit) => credit.properties.deal_id === id);
  if (own.length === 0) return [];
  return [
    ...stampMistake(id, properties, 'partner_sourced_amount', own, 'sourced'),
    ...stampMistake(id, properties, 'partner_expansion_amount', own, 'sourced_expansion'),
  ];
}

/** A figure that one of the credits does not have is stamped empty. */
function stampMistake(
  id: string,
  properties: DumpedRecord['properties'],
  name: string,
  credits: readonly DumpedRecord[],
  role: string,
): string[] {
  const own = credits.filter((credit) => credit.properties.role === role);
  if (own.every((credit) => credit.properties.amount_home)) {
    return unequal(id, properties, name, cents(own, 'amount_home') / 100);
  }
  return properties[name] ? [`${id}: ${name} is ${properties[name]}, and nobody knows the figure`] : [];
}

function referralMistakes({ id, properties }: DumpedRecord, credits: readonly DumpedRecord[]): string[] {
  const own = credits.filter((credit) => credit.properties.referral_id === id);
  return unequal(id, properties, 'credited_amount', cents(own, 'amount_home') / 100);
}

function unequal(id: string, properties: DumpedRecord['properties'], name: string, wanted: number): string[] {
  const actual = Number(properties[name] ?? 0);
  return actual === wanted ? [] : [`${id}: ${name} is ${properties[name]}, the credits add up to ${wanted}`];
}

function cents(records: readonly DumpedRecord[], name: string): number {
  return records.reduce((sum, { properties }) => sum + Math.round(Number(properties[name] || '0') * 100), 0);
}

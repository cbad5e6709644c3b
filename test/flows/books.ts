import { z } from 'zod';
import { toDecimalText } from '../../src/money.ts';
import { readEntries } from '../../src/store/ledger.ts';
import type { Sql } from '../../src/store/sql.ts';
import type { World } from '../support/world.ts';

/** All that HubSpot and the ledger say of one deal, in lines that a person can read. */
export type DealBooks = {
  /** `sourced 2026-05 earned 100.00 % EUR 8000.00 = 8000.00 on 2026-05-12`; a figure nobody knows is `?`. */
  readonly credits: readonly string[];
  /** `grant sourced 2026-05 8000.00`, in the order they were posted. */
  readonly entries: readonly string[];
  /** `sourced by Acme: 8000.00 / 0.00 / 0`: sourced, expansion, influenced. */
  readonly stamps: string;
  readonly reason: string;
  /** `Acme: Sourced by`. */
  readonly labels: readonly string[];
};

const CREDIT = ['partner_name', 'role', 'status', 'share', 'amount', 'currency', 'amount_home'] as const;
const STAMPS = [
  'partner_attribution',
  'partner_source_name',
  'partner_influencers',
  'partner_sourced_amount',
  'partner_expansion_amount',
  'partner_influenced_amount',
  'partner_attribution_reason',
] as const;

export async function dealBooks({ app, crm, portalId }: World, deal: string): Promise<DealBooks> {
  const records = await crm.all('partner_credit', ['credit_key', 'deal_id', 'credited_on', ...CREDIT]);
  const credits = records.map(({ properties }) => properties).filter((each) => each.deal_id === deal);
  const names = new Map(
    (await crm.all('partner', ['name'])).map(({ id, properties }) => [id, properties.name]),
  );
  const entries = await readEntries(app.database, portalId, deal);
  const stamps = await crm.read('deal', deal, STAMPS);
  const labels = await crm.linked('deal', deal, 'partner');
  const ofPartner = (id: string) => names.get(id) ?? id;
  return {
    credits: credits
      .map((each) => {
        const month = each.credit_key?.split(':')[3];
        const amounts = `${each.currency} ${each.amount ?? '?'} = ${each.amount_home ?? '?'}`;
        return `${each.partner_name} ${each.role} ${month} ${each.status} ${each.share} % ${amounts} on ${each.credited_on}`;
      })
      .sort(),
    entries: entries.map(
      ({ kind, partnerId, role, month, amount }) =>
        `${kind} ${ofPartner(partnerId)} ${role} ${month} ${toDecimalText(amount)}`,
    ),
    stamps: stampLine(stamps.properties),
    reason: stamps.properties.partner_attribution_reason ?? '',
    labels: labels
      .flatMap(({ id, labels: texts }) => texts.map((text) => `${ofPartner(id)}: ${text}`))
      .sort(),
  };
}

function stampLine(stamps: Record<string, string | null>): string {
  const names = [stamps.partner_source_name, stamps.partner_influencers].filter(
    (name) => name !== null && name !== '',
  );
  const by = names.length === 0 ? '' : ` by ${names.join(' with ')}`;
  const amounts = [
    stamps.partner_sourced_amount,
    stamps.partner_expansion_amount,
    stamps.partner_influenced_amount,
  ].map((amount) => amount || '?');
  return `${stamps.partner_attribution ?? 'untouched'}${by}: ${amounts.join(' / ')}`;
}

const dumped = z.object({
  id: z.string(),
  archived: z.boolean(),
  mergedInto: z.string().optional(),
  properties: z.record(z.string(), z.string()),
  associations: z.record(z.string(), z.record(z.string(), z.unknown())),
});
export type DumpedRecord = z.infer<typeof dumped>;
const dump = z.object({ objects: z.record(z.string(), z.array(dumped)) });

/** What can be asked of a portal and the books beside it, whatever server works on them. */
export type Observed = Pick<World, 'sandbox' | 'portalId'> & { readonly app: { readonly database: Sql } };

/** Living records of the portal, by object name. */
export async function living({ sandbox }: Observed): Promise<(name: string) => DumpedRecord[]> {
  const { objects } = dump.parse(await sandbox.control('GET', '/dump'));
  return (name) =>
    (objects[name] ?? []).filter(({ archived, mergedInto }) => !archived && mergedInto === undefined);
}

/** Ids of the records of one kind that were deleted. */
export async function archivedIds({ sandbox }: Observed, name: string): Promise<string[]> {
  const { objects } = dump.parse(await sandbox.control('GET', '/dump'));
  return (objects[name] ?? []).filter(({ archived }) => archived).map(({ id }) => id);
}

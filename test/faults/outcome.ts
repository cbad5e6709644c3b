import { z } from 'zod';
import { type DumpedRecord, living, type Observed } from '../flows/books.ts';

const folded = z.object({
  credit_key: z.string(),
  amount: z.string(),
  home: z.string(),
  last: z.object({
    status: z.string(),
    share: z.number(),
    credited_on: z.string(),
    amount_known: z.boolean(),
    home_known: z.boolean(),
  }),
});

/**
 * Where a story has led, in lines without ids: the ledger folded per credit (R5), and all that HubSpot shows of it
 * (credits, stamps, labels, totals). Two runs of one story, whatever happened to them, must give the same lines.
 */
export async function outcome(world: Observed): Promise<string[]> {
  const records = await living(world);
  const names = namesOf(records);
  const lines = [...(await ledgerLines(world)), ...KINDS.flatMap((kind) => recordLines(kind, records(kind)))];
  return lines.map((line) => line.replaceAll(/\d{6,}/g, (id) => names.get(id) ?? id)).sort();
}

async function ledgerLines({ app, portalId }: Observed): Promise<string[]> {
  const rows = await app.database.rows(
    (row) => folded.parse(row),
    `SELECT credit_key, sum(amount_minor)::text AS amount, sum(home_minor)::text AS home,
       (array_agg(to_jsonb(ledger_entry) ORDER BY sequence DESC))[1] AS last
     FROM ledger_entry WHERE portal_id = $1 GROUP BY credit_key`,
    [portalId],
  );
  return rows.flatMap(({ credit_key, amount, home, last }) => {
    // What was granted and taken back in between is seen by one run and not by another; it stands at nothing.
    if (last.status === 'reversed' && amount === '0' && home === '0') return [];
    const { status, share, credited_on, amount_known, home_known } = last;
    return `ledger ${credit_key} ${status} ${share} ${amount}/${amount_known} ${home}/${home_known} on ${credited_on}`;
  });
}

const KINDS = ['deal', 'partner', 'referral', 'partner_credit'] as const;

function recordLines(kind: (typeof KINDS)[number], records: readonly DumpedRecord[]): string[] {
  return records.flatMap(({ id, properties, associations }) => {
    if (kind === 'partner_credit' && properties.status === 'reversed' && Number(properties.amount) === 0)
      return [];
    const shown = Object.entries(properties).filter(([name]) => isShown(kind, name));
    // A record made anew in the place of a deleted one carries `:r2` behind its key (R41).
    const said = shown.map(([name, value]) => `${name}=${value.replace(/:r\d+$/, '')}`).sort();
    const labels = kind === 'deal' ? labelsOf(associations.partner ?? {}) : '';
    return `${kind} ${kind === 'partner_credit' ? '' : id} ${said.join(' | ')} ${labels}`;
  });
}

/** In one order: which link was made first does not matter. */
function labelsOf(links: Readonly<Record<string, unknown>>): string {
  return Object.entries(links)
    .map(([id, types]) => `${id}=${JSON.stringify(types)}`)
    .sort()
    .join(' ');
}

/** All but what says when something was done, and which of several equal records it is. */
function isShown(kind: (typeof KINDS)[number], name: string): boolean {
  if (/^hs_|_at$|^createdate$/.test(name)) return false;
  return kind !== 'deal' || name.startsWith('partner_') || name === 'amount' || name === 'dealstage';
}

function namesOf(records: (name: string) => DumpedRecord[]): Map<string, string> {
  const named = ['deal', 'partner', 'referral', 'company'].flatMap((kind) =>
    records(kind).map(
      ({ id, properties }) => [id, `<${properties.dealname ?? properties.name ?? kind}>`] as const,
    ),
  );
  return new Map(named);
}

import { readFile, writeFile } from 'node:fs/promises';
import { csvLine, parseCsv } from '../csv.ts';
import { Problem } from '../errors.ts';
import type { PropertyOfPortal } from '../hubspot/property.ts';
import type { PartnerId } from '../ids.ts';
import type { Scan } from '../jobs/import-scan.ts';
import { formatMoney, toDecimalText } from '../money.ts';
import { matchPartner, type NamedPartner, type PartnerMatch } from '../partnership/partner-match.ts';
import { counted } from './counted.ts';

/** A value of the field, how much hangs on it, and which partner it means. */
export type MappedValue = {
  readonly value: string;
  /** As people read it, where it is an option. */
  readonly label: string;
  readonly clients: number;
  readonly deals: number;
  /** Won amounts in minor units of the company currency. */
  readonly wonMinor: bigint;
  /** Null: none, so nothing is made of it. */
  readonly partnerId: PartnerId | null;
  /** Alike, for a person to confirm in the file. */
  readonly suggestedId: PartnerId | null;
  /** A person left it empty in the file: it means no partner. */
  readonly ignored: boolean;
  readonly by: 'name' | 'file' | 'nobody';
};

/** What a person typed: partner per value; null where they left it empty. */
export type Typed = ReadonlyMap<string, PartnerId | null>;

/** Which partner each value means: what a person typed wins, then the very name. A suggestion means nothing yet. */
export function mapValues(
  scan: Scan,
  { options }: PropertyOfPortal,
  partners: readonly NamedPartner[],
  typed: Typed | null,
): MappedValue[] {
  const all = Map.groupBy(scan.mentions, ({ value }) => value);
  for (const { value } of scan.withoutClient) if (!all.has(value)) all.set(value, []);
  return [...all]
    .map(([value, mentions]): MappedValue => {
      const label = options.get(value) ?? value;
      const deals = new Map(mentions.flatMap((each) => each.deals).map((deal) => [deal.id, deal]));
      const won = [...deals.values()].filter((deal) => deal.won);
      return {
        ...{ value, label, clients: mentions.length, deals: deals.size },
        wonMinor: won.reduce((sum, { homeMinor }) => sum + (homeMinor ?? 0n), 0n),
        ...meaning(matchPartner(label, partners), typed?.get(value)),
      };
    })
    .sort((a, b) => b.deals - a.deals || (a.value < b.value ? -1 : 1));
}

function meaning(match: PartnerMatch, typed: PartnerId | null | undefined) {
  const suggestedId = match.kind === 'suggested' ? match.partnerId : null;
  if (typed !== undefined)
    return { partnerId: typed, suggestedId: null, ignored: typed === null, by: 'file' as const };
  if (match.kind === 'exact')
    return { partnerId: match.partnerId, suggestedId, ignored: false, by: 'name' as const };
  return { partnerId: null, suggestedId, ignored: false, by: 'nobody' as const };
}

/** `"Acme Ltd" (12 deals, EUR 8,000.00 won): Acme`. */
export function valueLine(each: MappedValue, nameOf: (id: string) => string, homeCurrency: string): string {
  const { label, deals, wonMinor, partnerId, suggestedId, ignored } = each;
  const size = `${JSON.stringify(label)} (${counted(deals, 'deal')}, ${formatMoney({ minor: wonMinor, currency: homeCurrency })} won)`;
  if (partnerId !== null) return `${size}: ${nameOf(partnerId)}`;
  if (ignored) return `${size}: no partner, as the file says`;
  return suggestedId === null ? `${size}: ?` : `${size}: ? perhaps ${nameOf(suggestedId)}`;
}

const HEAD = ['value', 'label', 'deals', 'won', 'partner_id', 'suggested_id', 'suggested'];

/** Writes the values for a person to fill in `partner_id`: known ones are filled in already. */
export async function writeMapping(
  path: string,
  values: readonly MappedValue[],
  partners: readonly NamedPartner[],
  homeCurrency: string,
): Promise<void> {
  const nameOf = (id: string | null) => partners.find((each) => each.id === id)?.name ?? '';
  const rows = values.map(({ value, label, deals, wonMinor, partnerId, suggestedId }) => [
    ...[value, label, String(deals), toDecimalText({ minor: wonMinor, currency: homeCurrency })],
    ...[partnerId ?? '', suggestedId ?? '', nameOf(suggestedId)],
  ]);
  await writeFile(path, `${[HEAD, ...rows].map(csvLine).join('\n')}\n`, { flag: 'wx' });
}

/** Reads the file; null where there is none yet. Throws a Problem that names every line that is wrong. */
export async function readMapping(path: string, partners: readonly NamedPartner[]): Promise<Typed | null> {
  const text = await textOf(path);
  if (text === null) return null;
  const [head = [], ...rows] = rowsIn(path, text);
  const [value, partner] = ['value', 'partner_id'].map((name) => head.indexOf(name));
  if (value === undefined || partner === undefined || value < 0 || partner < 0)
    throw new Problem('input-invalid', `${path}: the first line must name the columns value and partner_id.`);
  const known = new Map<string, PartnerId>(partners.map(({ id }) => [id, id]));
  const typed = new Map<string, PartnerId | null>();
  const wrong: string[] = [];
  for (const [place, row] of rows.entries()) {
    const id = (row[partner] ?? '').trim();
    const found = known.get(id);
    if (id !== '' && found === undefined) wrong.push(`line ${place + 2}: there is no partner ${id}`);
    typed.set((row[value] ?? '').trim(), found ?? null);
  }
  if (wrong.length > 0)
    throw new Problem('input-invalid', [`${path} cannot be used:`, ...wrong].join('\n  '));
  return typed;
}

function rowsIn(path: string, text: string): string[][] {
  try {
    return parseCsv(text);
  } catch (cause) {
    throw new Problem('input-invalid', `${path} is not CSV: ${String(cause)}`, { cause });
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause !== null && typeof cause === 'object' && 'code' in cause && cause.code === 'ENOENT')
      return null;
    throw new Problem('input-invalid', `${path} cannot be read: ${String(cause)}`, { cause });
  }
}

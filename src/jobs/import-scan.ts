import type { Day } from '../calendar.ts';
import { dayIn } from '../calendar.ts';
import { Problem } from '../errors.ts';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { DEAL_PROPERTIES, isSplit, parseDeal } from '../hubspot/deal.ts';
import { listPage } from '../hubspot/list.ts';
import { readHistory } from '../hubspot/records.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { DealId } from '../ids.ts';
import { type Client, clientsOfDeals } from './clients-of-deals.ts';
import { idsOf, linksOf, recordsOf } from './fetch.ts';
import { type Pause, patiently } from './patience.ts';
import type { JobDeps, Portal } from './portal.ts';

export type ClientDeal = {
  readonly id: DealId;
  readonly startedOn: Day;
  readonly closedOn: Day | null;
  readonly won: boolean;
  /** Minor units of the company currency; null where nobody knows. */
  readonly homeMinor: bigint | null;
};

/** What a customer's own field says of one client: a value, since when, and the deals it is about. */
export type Mention = {
  readonly value: string;
  readonly client: Client;
  /** The introduction cannot be later than this. */
  readonly on: Day;
  readonly deals: readonly ClientDeal[];
};

export type Scan = {
  readonly mentions: readonly Mention[];
  /** Records with a value but without a company or contact: nobody to refer. */
  readonly withoutClient: readonly { readonly recordId: string; readonly value: string }[];
};

export type ScanDeps = JobDeps & { readonly pause: Pause; readonly onProgress: (looked: number) => void };

/** More records than this with a value are not read at once. */
const MOST = 200_000;

/** Reads every deal or company that has a value in the property, page by page. Writes nothing. */
export async function scanProperty(
  deps: ScanDeps,
  portal: Portal,
  source: { readonly object: 'deal' | 'company'; readonly property: string },
): Promise<Scan> {
  const { object, property } = source;
  const wanted = object === 'deal' ? [...DEAL_PROPERTIES, property] : [property, 'name'];
  const mentions = new Map<string, Mention>();
  const withoutClient: Scan['withoutClient'][number][] = [];
  let after: string | null = null;
  let looked = 0;
  do {
    const from: string | null = after;
    const page = await patiently(deps.pause, async () => {
      const { records, after: next } = await listPage(portal.request, typeOf(portal, object), wanted, from);
      const named = records.filter((record) => (record.properties[property] ?? '').trim() !== '');
      const found =
        object === 'deal' ? await ofDeals(deps, portal, named) : await ofCompanies(portal, named, property);
      return { count: records.length, named, found, next };
    });
    for (const record of page.named) {
      const value = (record.properties[property] ?? '').trim();
      const found = page.found.get(record.id) ?? [];
      if (found.length === 0 && !page.found.has(record.id)) continue;
      if (found.length === 0) withoutClient.push({ recordId: record.id, value });
      for (const each of found) merge(mentions, { ...each, value });
    }
    if (mentions.size + withoutClient.length > MOST)
      throw new Problem(
        'input-invalid',
        `More than ${MOST} clients have a value in ${property}: that is no list of partners.`,
      );
    looked += page.count;
    deps.onProgress(looked);
    after = page.next;
  } while (after !== null);
  return { mentions: [...mentions.values()], withoutClient };
}

function typeOf({ schema }: Portal, object: 'deal' | 'company'): string {
  return objectTypeIdOf(schema, object);
}

type Found = Omit<Mention, 'value'>;

/** Per deal, its clients with the deal; none: nobody to refer. Split records are not in the map. */
async function ofDeals(
  deps: JobDeps,
  portal: Portal,
  records: readonly CrmRecord[],
): Promise<Map<string, Found[]>> {
  const deals = records.filter((record) => !isSplit(record));
  const stages = await portal.stages(deals.map(({ properties }) => properties.dealstage ?? ''));
  const clients = await clientsOfDeals(
    deps,
    portal,
    deals.map(({ id }) => id),
  );
  return new Map(
    deals.map((record) => {
      const deal = clientDeal(record, portal, stages);
      return [
        record.id,
        (clients.get(record.id) ?? []).map((client) => ({ client, on: deal.startedOn, deals: [deal] })),
      ];
    }),
  );
}

/** Per company, itself with its deals. Introduced when the value was first set, or when the first deal began (R31). */
async function ofCompanies(
  portal: Portal,
  records: readonly CrmRecord[],
  property: string,
): Promise<Map<string, Found[]>> {
  const ids = records.map(({ id }) => id);
  const links = await linksOf(portal, 'company', 'deal', ids);
  const raw = await recordsOf(
    portal,
    'deal',
    [...links.values()].flat().map(({ toId }) => toId),
    DEAL_PROPERTIES,
  );
  const stages = await portal.stages([...raw.values()].map(({ properties }) => properties.dealstage ?? ''));
  const histories =
    ids.length === 0
      ? new Map<string, { at: number }[]>()
      : await readHistory(portal.request, typeOf(portal, 'company'), ids, property);
  return new Map(
    records.map((record): [string, Found[]] => {
      const deals = idsOf<DealId>(links, record.id).flatMap((id) => {
        const deal = raw.get(id);
        return deal === undefined || isSplit(deal) ? [] : [clientDeal(deal, portal, stages)];
      });
      const first = (histories.get(record.id) ?? []).at(-1)?.at ?? Date.parse(record.createdAt ?? '');
      const days = [dayIn(portal.timeZone, first), ...deals.map(({ startedOn }) => startedOn)];
      return [record.id, [{ client: { kind: 'company', id: record.id }, on: earliest(days), deals }]];
    }),
  );
}

function clientDeal(
  record: CrmRecord,
  portal: Portal,
  stages: Awaited<ReturnType<Portal['stages']>>,
): ClientDeal {
  const { id, startedOn, closedOn, won, amount } = parseDeal(record, portal, stages);
  const homeMinor = amount.kind === 'known' ? (amount.inHome?.minor ?? null) : null;
  return { id, startedOn, closedOn, won, homeMinor };
}

function merge(mentions: Map<string, Mention>, each: Mention): void {
  const key = `${each.value}\n${each.client.kind} ${each.client.id}`;
  const known = mentions.get(key);
  if (known === undefined) mentions.set(key, each);
  else
    mentions.set(key, {
      ...known,
      on: earliest([known.on, each.on]),
      deals: [...known.deals, ...each.deals],
    });
}

function earliest(days: readonly Day[]): Day {
  return days.reduce((first, day) => (day < first ? day : first));
}

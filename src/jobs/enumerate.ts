import { z } from 'zod';
import { TOUCH_THROUGH_CONTACT } from '../attribution/policy.ts';
import { listPage } from '../hubspot/list.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import { ALONE, addBulkDeals, type BulkDeal, storedDeals } from '../store/bulk-deals.ts';
import { saveProgress } from '../store/bulk-runs.ts';
import type { Database } from '../store/database.ts';
import { linksOf } from './fetch.ts';
import { type Pause, patiently } from './patience.ts';
import type { JobDeps, Portal } from './portal.ts';

/** Where deals with partner evidence come from, in this order. */
const SOURCES = ['partner', 'referral', 'partner_activity', 'stored'] as const;
export type Source = (typeof SOURCES)[number];

/** How far the search for deals has come; `source` null: everything was looked at. */
export const searchCursor = z.object({ source: z.enum(SOURCES).nullable(), after: z.string().nullable() });
export type SearchCursor = z.infer<typeof searchCursor>;

export const FIRST: SearchCursor = { source: SOURCES[0], after: null };

type Page = {
  readonly deals: readonly BulkDeal[];
  readonly ids: readonly string[];
  readonly after: string | null;
};

export type EnumerateDeps = Pick<JobDeps, 'now' | 'database'> & {
  readonly pause: Pause;
  /** Told how many partners, referrals and activities were looked at. */
  readonly onProgress: (progress: { readonly kind: 'searching'; readonly looked: number }) => void;
};

/**
 * Finds every deal that may have to do with a partner: with partner labels, of the clients of referrals, with
 * activities, and those the store knows. Page by page, never all in memory; each page is kept together with the cursor, so
 * that a search which is cut off goes on where it was. `onPage` is told what a page held.
 */
export async function enumerateDeals(
  deps: EnumerateDeps,
  portal: Portal,
  run: {
    readonly id: string;
    readonly from: SearchCursor;
    readonly progressOf: (cursor: SearchCursor) => unknown;
  },
  onPage: (source: Source, ids: readonly string[]) => Promise<void> = async () => {},
): Promise<void> {
  let cursor = run.from;
  let looked = 0;
  while (cursor.source !== null) {
    const { source, after } = cursor;
    const page = await patiently(deps.pause, async () => {
      const read = await readPage(deps.database, portal, source, after);
      await onPage(source, read.ids);
      return read;
    });
    looked += page.ids.length;
    deps.onProgress({ kind: 'searching', looked });
    cursor = page.after === null ? { source: following(source), after: null } : { source, after: page.after };
    const progress = run.progressOf(cursor);
    await deps.database.transaction(async (tx) => {
      await addBulkDeals(tx, portal.id, run.id, page.deals);
      await saveProgress(tx, portal.id, run.id, progress, new Date(deps.now()));
    });
  }
}

function following(source: Source): Source | null {
  return SOURCES[SOURCES.indexOf(source) + 1] ?? null;
}

function readPage(database: Database, portal: Portal, source: Source, after: string | null): Promise<Page> {
  switch (source) {
    case 'referral':
      return ofReferrals(portal, after);
    case 'partner_activity':
      return ofActivities(portal, after);
    case 'partner':
      return ofPartners(portal, after);
    case 'stored':
      return ofStore(database, portal, after);
  }
}

/** The deals of the clients that were introduced. */
async function ofReferrals(portal: Portal, from: string | null): Promise<Page> {
  const { ids, after } = await listIds(portal, 'referral', [], from);
  const [companies, contacts] = await Promise.all([
    linksOf(portal, 'referral', 'company', ids),
    linksOf(portal, 'referral', 'contact', ids),
  ]);
  const clients = (links: typeof companies) => [...links.values()].flat().map(({ toId }) => toId);
  const [ofCompanies, ofContacts] = await Promise.all([
    linksOf(portal, 'company', 'deal', clients(companies)),
    linksOf(portal, 'contact', 'deal', clients(contacts)),
  ]);
  return { ids, after, deals: [...together(ofCompanies, company), ...together(ofContacts, contact)] };
}

/** The deals that activities touch, by themselves or, of some kinds, through a contact (R15). */
async function ofActivities(portal: Portal, from: string | null): Promise<Page> {
  const { ids, records, after } = await listIds(portal, 'partner_activity', ['kind'], from);
  const through = records.filter(({ properties }) =>
    [...TOUCH_THROUGH_CONTACT].some((kind) => kind === properties.kind),
  );
  const [direct, contacts] = await Promise.all([
    linksOf(portal, 'partner_activity', 'deal', ids),
    linksOf(
      portal,
      'partner_activity',
      'contact',
      through.map(({ id }) => id),
    ),
  ]);
  const people = [...contacts.values()].flat().map(({ toId }) => toId);
  const ofContacts = await linksOf(portal, 'contact', 'deal', people);
  return { ids, after, deals: [...together(ofContacts, contact), ...apart(direct)] };
}

/** The deals that carry a partner's label, also one that a person put there. */
async function ofPartners(portal: Portal, from: string | null): Promise<Page> {
  const { ids, after } = await listIds(portal, 'partner', [], from);
  return { ids, after, deals: apart(await linksOf(portal, 'partner', 'deal', ids)) };
}

const STORED_PAGE = 1000;

async function ofStore(database: Database, portal: Portal, from: string | null): Promise<Page> {
  const found = await storedDeals(database, portal.id, from ?? '', STORED_PAGE);
  return {
    ids: [],
    after: found.length < STORED_PAGE ? null : (found.at(-1)?.dealId ?? null),
    deals: found.map(({ dealId, companyId }) => ({
      dealId,
      client: companyId === null ? alone(dealId) : company(companyId),
    })),
  };
}

async function listIds(
  portal: Portal,
  kind: 'referral' | 'partner_activity' | 'partner',
  properties: readonly string[],
  from: string | null,
) {
  const { records, after } = await listPage(
    portal.request,
    objectTypeIdOf(portal.schema, kind),
    properties,
    from,
  );
  return { ids: records.map(({ id }) => id), records, after };
}

type Links = Awaited<ReturnType<typeof linksOf>>;

function together(links: Links, clientOf: (id: string) => string): BulkDeal[] {
  return [...links].flatMap(([id, deals]) =>
    deals.map(({ toId }) => ({ dealId: toId, client: clientOf(id) })),
  );
}

function apart(links: Links): BulkDeal[] {
  return [...links.values()].flat().map(({ toId }) => ({ dealId: toId, client: alone(toId) }));
}

const company = (id: string) => `company ${id}`;
const contact = (id: string) => `contact ${id}`;
const alone = (dealId: string) => `${ALONE}${dealId}`;

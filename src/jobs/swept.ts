import type { RecordKind } from '../hubspot/schema/object.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import { type Found, searchPage, type Wanted } from '../hubspot/search.ts';
import type { Cursor } from '../store/cursors.ts';
import { companiesInvolved } from '../store/mirror.ts';
import type { Work, WorkKind } from '../store/queue.ts';
import { unreadOf } from '../store/reads.ts';
import type { JobDeps, Portal } from './portal.ts';
import { works } from './works.ts';

/** The kinds of records that the sweep watches, and the work that a change of one calls for. */
const WORK_OF = {
  deal: 'deal',
  partner: 'partner',
  referral: 'referral',
  partner_activity: 'activity',
  partner_credit: 'credit',
  company: 'company',
} as const satisfies Partial<Record<RecordKind, WorkKind>>;
type Swept = keyof typeof WORK_OF;

export const SWEPT = Object.keys(WORK_OF);

/** Windows begin so much before the last one ended. */
const OVERLAP_MS = 2 * 60_000;
export type SweptPage = { readonly works: readonly Work[]; readonly more: boolean; readonly lastId: string };

/** One page of a search, and the work that its records call for. A full page is a bulk edit: it goes behind the rest. */
export async function sweepPage(deps: JobDeps, portal: Portal, cursor: Cursor): Promise<SweptPage> {
  const object = objectOf(cursor);
  const { found, more } = await searchPage(
    portal.request,
    objectTypeIdOf(portal.schema, object),
    wantedOf(cursor),
    cursor.lastId,
  );
  const ids = await idsToWork(deps, portal, cursor, object, found);
  const low = more ? { priority: 'low' as const } : {};
  return {
    works: works(portal.id, WORK_OF[object], ids).map((work) => ({ ...work, ...low })),
    more,
    lastId: found.at(-1)?.id ?? cursor.lastId,
  };
}

function objectOf(cursor: Cursor): Swept {
  if (cursor.kind === 'stage') return 'deal';
  if (isSwept(cursor.scope)) return cursor.scope;
  throw new Error(`the sweep knows no records of kind ${cursor.scope}`);
}

function isSwept(scope: string): scope is Swept {
  return Object.hasOwn(WORK_OF, scope);
}

function wantedOf(cursor: Cursor): Wanted {
  if (cursor.kind === 'stage') return { kind: 'in-stage', stageId: cursor.stageId };
  const { from, to } = cursor;
  if (to === null) throw new Error(`the sweep of ${cursor.scope} has no window open`);
  return { kind: 'changed', from: from.getTime() - OVERLAP_MS, to: to.getTime() };
}

/** What was not read since its last change; of companies those that have to do with a partner. */
async function idsToWork(
  { database }: JobDeps,
  portal: Portal,
  cursor: Cursor,
  object: Swept,
  found: readonly Found[],
): Promise<string[]> {
  if (cursor.kind === 'stage') return found.map(({ id }) => id);
  const unread = await unreadOf(database, portal.id, object, found);
  return object === 'company' ? companiesInvolved(database, portal.id, unread) : unread;
}

import { startOf } from '../calendar.ts';
import { ROUND_AGAIN_MS } from '../retry-policy.ts';
import {
  advanceCursor,
  beginCursors,
  type Cursor,
  closeCursor,
  openWindow,
  readCursors,
} from '../store/cursors.ts';
import { endTurn, keepTurn, type Turn, takeTurn } from '../store/turns.ts';
import type { JobDeps, Portal } from './portal.ts';
import { SWEPT, sweepPage } from './swept.ts';

const SWEEP = 'sweep';
const EVERY_MS = 5 * 60_000;
/** How late HubSpot's index may be before only the night finds a change. */
const LAG_MS = 2 * 60_000;
/** A dead instance holds a portal's sweep up for so long. */
const LEASE_MS = 2 * 60_000;
/** Pages in one turn, about ten seconds: one portal's bulk edit lets the others have theirs, and a server stops soon. */
const PAGES = 20;

/**
 * Looks for changes that no webhook told of, every five minutes and by one instance: searches for what changed between
 * the last time and two minutes ago, and puts in line what was not read since. The place it has come to moves only
 * together with the work that was found. Null when it is not this one's turn.
 */
export async function sweep(deps: JobDeps, portal: Portal): Promise<Swept | null> {
  const turn = await takeTurn(deps.database, portal.id, SWEEP, deps.now(), LEASE_MS);
  if (turn === null) return null;
  let dueIn = ROUND_AGAIN_MS;
  try {
    const installed = new Date(startOf(portal.timeZone, portal.installedOn));
    await beginCursors(deps.database, portal.id, SWEPT, installed);
    const swept = await sweepAll({ deps, portal, turn });
    dueIn = swept.ended ? EVERY_MS : 0;
    if (swept.found > 0)
      deps.log.info('the sweep found changes', { portalId: portal.id, records: swept.found });
    return swept;
  } finally {
    await endTurn(deps.database, turn, deps.now() + dueIn);
  }
}

/** Records put in line; `ended`: all of the window is searched. */
export type Swept = { readonly found: number; readonly ended: boolean };

type Sweep = { readonly deps: JobDeps; readonly portal: Portal; readonly turn: Turn };

async function sweepAll(run: Sweep): Promise<Swept> {
  const { database } = run.deps;
  let found = 0;
  let pages = PAGES;
  for (const cursor of await openedCursors(run)) {
    let place: Cursor | null = cursor;
    while (place !== null) {
      if (pages === 0) return { found, ended: false };
      pages -= 1;
      const page = await onePage(run, place);
      found += page.found;
      place = page.next;
    }
  }
  const left = await readCursors(database, run.portal.id);
  return { found, ended: left.every((cursor) => isAtRest(cursor, run.deps.now())) };
}

function isAtRest(cursor: Cursor, now: number): boolean {
  return cursor.kind === 'changes' ? cursor.to === null : cursor.notBefore.getTime() > now;
}

/**
 * Cursors with something to search, stages last. New windows are opened when all are searched, so that no kind of
 * record keeps the others waiting; they end a little before now, so that HubSpot's index has caught up.
 */
async function openedCursors({ deps, portal }: Sweep): Promise<Cursor[]> {
  const cursors = await readCursors(deps.database, portal.id);
  const underWay = cursors.some((cursor) => cursor.kind === 'changes' && cursor.to !== null);
  const to = new Date(deps.now() - LAG_MS);
  for (const cursor of underWay ? [] : cursors) {
    if (cursor.kind === 'changes' && cursor.from < to)
      await openWindow(deps.database, portal.id, cursor.scope, to);
  }
  const open = (await readCursors(deps.database, portal.id)).filter(
    (cursor) => !isAtRest(cursor, deps.now()),
  );
  return open.sort((a, b) => Number(a.kind === 'stage') - Number(b.kind === 'stage'));
}

/** Searches one page and keeps what it found, with the cursor after it, in one transaction. */
async function onePage(run: Sweep, cursor: Cursor): Promise<{ found: number; next: Cursor | null }> {
  const { deps, portal, turn } = run;
  const { works, more, lastId } = await sweepPage(deps, portal, cursor);
  return deps.database.transaction(async (tx) => {
    const ours = await keepTurn(tx, turn, deps.now() + LEASE_MS);
    const moved =
      ours &&
      (more ? await advanceCursor(tx, portal.id, cursor, lastId) : await closeCursor(tx, portal.id, cursor));
    // Another instance has taken over, or the night has sent the cursor back: what was found is found again.
    if (!moved) return { found: 0, next: null };
    await deps.queue.enqueue(works, tx);
    return { found: works.length, next: more ? { ...cursor, lastId } : null };
  });
}

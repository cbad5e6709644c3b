import { z } from 'zod';
import type { Policy } from '../attribution/policy.ts';
import type { Day } from '../calendar.ts';
import { Problem } from '../errors.ts';
import { PLANS_OUTRUN } from '../retry-policy.ts';
import { audit } from '../store/audit.ts';
import { countBulkDeals, nextBulkDeals } from '../store/bulk-deals.ts';
import { type BulkRun, beginRun, dropRun, endRun, readOpenRun, saveProgress } from '../store/bulk-runs.ts';
import type { Queue, WorkKind } from '../store/queue.ts';
import { BATCH, type BulkDeps } from './bulk.ts';
import { commitPlans } from './commit-plan.ts';
import { enumerateDeals, FIRST, type Source, searchCursor } from './enumerate.ts';
import { isSince } from './forecast.ts';
import { assertOpened } from './open-books.ts';
import { patiently } from './patience.ts';
import { planDeals } from './plan-deals.ts';
import type { Portal } from './portal.ts';
import { createRunBatch } from './run-batch.ts';
import { workThrough } from './work-through.ts';
import { works } from './works.ts';

export type BackfillRequest = {
  /** `backfill` posts what is missing; `recompute` also decides by other rules what was decided already (R4). */
  readonly kind: 'backfill' | 'recompute';
  /** Who stands on the entries. */
  readonly actor: string;
  readonly reason: string | null;
  readonly policy: Policy | null;
  /** Only deals that closed on this day or later, and open ones. */
  readonly since: Day | null;
  /** Batches of a hundred deals a minute, at most; null: as fast as HubSpot allows. */
  readonly batchesPerMinute: number | null;
  /** Begins anew where a run with other options was cut off. */
  readonly restart: boolean;
};

const progressForm = z.object({
  search: searchCursor,
  /** The client whose deals were done last. */
  after: z.string(),
  done: z.number(),
  changed: z.number(),
  entries: z.number(),
  /** Partners, referrals and activities that could not be worked on: `dead-letters` says why. */
  parked: z.number(),
});
export type BackfillProgress = z.infer<typeof progressForm>;

const START: BackfillProgress = { search: FIRST, after: '', done: 0, changed: 0, entries: 0, parked: 0 };

/** Deals at a time where their number a minute is limited. */
const SMALL_BATCH = 100;

/**
 * Goes over all history and posts what is missing to the ledger; HubSpot is written by the work that this puts in line,
 * behind the day's own. A run that was cut off goes on where it was; asked for with other options it is refused,
 * unless it is to begin anew. Resolves to what was done, over all its parts.
 */
export async function backfill(
  deps: BulkDeps,
  portal: Portal,
  request: BackfillRequest,
): Promise<BackfillProgress> {
  const behind = { ...deps, queue: behindTheRest(deps.queue) };
  // A person waits: the queue's fifteen minutes are not for them.
  await assertOpened(deps, portal);
  const run = await openRun(deps, portal, request);
  const pace = createPace(deps, request.batchesPerMinute);
  await search(behind, portal, run, pace);
  const total = await countBulkDeals(deps.database, portal.id, run.id);
  let progress = await progressOf(deps, portal, request.kind);
  const limit = request.batchesPerMinute === null ? BATCH : SMALL_BATCH;
  for (;;) {
    deps.onProgress({ kind: 'deals', done: progress.done, total: total.deals });
    const deals = await nextBulkDeals(deps.database, portal.id, run.id, progress.after, limit);
    const last = deals.at(-1);
    if (last === undefined) break;
    await pace();
    const ids = deals.map(({ dealId }) => dealId);
    const posted = await patiently(deps.pause, () => postDeals(behind, portal, ids, request));
    progress = {
      ...progress,
      after: last.client,
      done: progress.done + deals.length,
      changed: progress.changed + posted.changed,
      entries: progress.entries + posted.entries,
    };
    await saveProgress(deps.database, portal.id, run.id, progress, new Date(deps.now()));
  }
  await finish(deps, portal, run, request, progress);
  return progress;
}

/** Looks for the deals, and works through the partners, referrals and activities it passes, which deals depend on. */
async function search(
  deps: BulkDeps,
  portal: Portal,
  run: BulkRun,
  pace: () => Promise<void>,
): Promise<void> {
  const { search: from, ...rest } = progressForm.parse(run.progress);
  const runBatch = createRunBatch({ ...deps, queue: leavingDeals(deps.queue) }, async () => portal);
  let { parked } = rest;
  const progress = (cursor: BackfillProgress['search']) => ({ ...rest, parked, search: cursor });
  await enumerateDeals(deps, portal, { id: run.id, from, progressOf: progress }, async (source, ids) => {
    const kind = WORK_OF[source];
    if (kind === null || ids.length === 0) return;
    await pace();
    parked += await workThrough({ run: runBatch, pause: deps.pause }, portal, kind, ids);
  });
}

const WORK_OF: Readonly<Record<Source, WorkKind | null>> = {
  partner: 'partner',
  referral: 'referral',
  partner_activity: 'activity',
  stored: null,
};

/** Deals that a server decided while they were planned here are planned again, by the same request. */
async function postDeals(
  deps: BulkDeps,
  portal: Portal,
  ids: readonly string[],
  request: BackfillRequest,
  tries = 1,
): Promise<{ changed: number; entries: number }> {
  const { policy, since, actor } = request;
  const { plans, gathered } = await planDeals(deps, portal, ids, policy === null ? {} : { policy });
  const wanted = plans.filter((plan) => isSince(plan, since ?? undefined));
  const outrun = await commitPlans(deps, portal, wanted, actor);
  const survivors = [...gathered.values()].map(({ deal }) => deal.id);
  await deps.queue.enqueue(
    works(
      portal.id,
      'deal',
      survivors.filter((id) => !gathered.has(id)),
    ),
  );
  const kept = wanted.filter(({ decided }) => !outrun.includes(decided.id));
  if (outrun.length > 0 && tries === PLANS_OUTRUN)
    throw new Problem(
      'hubspot-conflict',
      `${outrun.length} deals keep changing while they are decided: try again later`,
    );
  const again =
    outrun.length === 0
      ? { changed: 0, entries: 0 }
      : await postDeals(deps, portal, outrun, request, tries + 1);
  return {
    changed: again.changed + kept.filter(({ entries }) => entries.length > 0).length,
    entries: again.entries + kept.reduce((sum, { entries }) => sum + entries.length, 0),
  };
}

async function openRun(deps: BulkDeps, portal: Portal, request: BackfillRequest): Promise<BulkRun> {
  const { database, now, newId } = deps;
  const { kind, actor } = request;
  const asked = {
    policy: request.policy?.version ?? null,
    since: request.since,
    actor,
    reason: request.reason,
  };
  const open = await readOpenRun(database, portal.id, kind);
  if (open !== undefined && !request.restart) {
    if (sameRequest(open.request, asked)) return open;
    const begun = `The ${kind} of ${open.begunAt.toISOString()} was cut off, and was asked for otherwise`;
    throw new Problem('input-invalid', `${begun}: ask for it in the same way, or add --restart.`);
  }
  if (open !== undefined) await dropRun(database, portal.id, open.id);
  const begunAt = new Date(now());
  const run: BulkRun = { id: newId(), kind, request: asked, progress: START, begunAt, begunBy: actor };
  await beginRun(database, portal.id, run);
  return run;
}

function sameRequest(stored: unknown, asked: Readonly<Record<string, unknown>>): boolean {
  const known = z.record(z.string(), z.unknown()).parse(stored);
  return Object.entries(asked).every(([name, value]) => known[name] === value);
}

async function progressOf(
  { database }: BulkDeps,
  portal: Portal,
  kind: BackfillRequest['kind'],
): Promise<BackfillProgress> {
  const run = await readOpenRun(database, portal.id, kind);
  return progressForm.parse(run?.progress);
}

function finish(
  { database, now }: BulkDeps,
  portal: Portal,
  run: BulkRun,
  { kind, actor, reason, policy, since }: BackfillRequest,
  { done, changed, entries, parked }: BackfillProgress,
): Promise<void> {
  const at = new Date(now());
  return database.transaction(async (tx) => {
    const details = { reason, policy: policy?.version ?? null, since, done, changed, entries, parked };
    await audit(tx, portal.id, { actor, action: kind, subject: run.id, details }, at);
    await endRun(tx, portal.id, run.id, at);
  });
}

/** Deals that the search passes are kept with its run, and decided by it: the queue would do each of them once more. */
function leavingDeals(queue: Queue): Queue {
  return {
    ...queue,
    enqueue: (work, transaction) =>
      queue.enqueue(
        work.filter(({ kind }) => kind !== 'deal'),
        transaction,
      ),
  };
}

/** What history causes waits behind what happens today (R47). */
function behindTheRest(queue: Queue): Queue {
  return {
    ...queue,
    enqueue: (work, transaction) =>
      queue.enqueue(
        work.map((each) => ({ ...each, priority: 'low' })),
        transaction,
      ),
  };
}

function createPace({ now, pause }: BulkDeps, perMinute: number | null): () => Promise<void> {
  let next = 0;
  return async () => {
    if (perMinute === null) return;
    const wait = next - now();
    if (wait > 0) await pause(wait);
    next = now() + 60_000 / perMinute;
  };
}

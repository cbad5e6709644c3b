import { Problem } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { SPLIT_FROM_ATTEMPT } from '../retry-policy.ts';
import { park, unpark } from '../store/parked.ts';
import type { Outcome, QueuedWork, WorkKind } from '../store/queue.ts';
import type { Job, JobDeps, Portal, Refusal } from './portal.ts';
import { retryOf } from './retry-of.ts';
import { traced } from './trace.ts';
import type { Waits } from './waits.ts';

export type Item = QueuedWork;
type Outcomes = Map<Item, Outcome>;

export type Tools = {
  readonly deps: JobDeps;
  readonly portalOf: (id: PortalId) => Promise<Portal>;
  readonly job: Job;
  readonly waits: Waits;
};

/**
 * Runs work of one kind and portal. Told to wait: back in line, no attempt spent. A passing fault: tried again, and
 * parked once the attempts are spent. What cannot succeed is parked at once, alone: a batch that one record breaks is
 * halved until that record stands by itself.
 */
export async function runPortal(
  tools: Tools,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
): Promise<Outcomes> {
  const lost = items.filter(({ lost: isLost }) => isLost);
  if (lost.length > 0) return parkLost(tools, kind, portalId, items, lost);
  const ran = await attempt(tools, kind, portalId, items);
  if (ran.kind === 'ran') return ran.outcomes;
  const { error } = ran;
  const retry = retryOf(error);
  if (retry.kind === 'wait') {
    tools.waits(portalId, kind, { records: items.length, ms: retry.ms, error });
    return each(items, { kind: 'wait', ms: retry.ms });
  }
  tools.deps.log.warn('work failed', { portalId, kind, records: items.length, retry: retry.kind, error });
  if (retry.kind === 'later') return failedForNow(tools, kind, portalId, items, error);
  if (items.length === 1) return parkAll(tools.deps, kind, portalId, items, wordsOf(error));
  const [first, second] = halves(items);
  const outcomes = await runPortal(tools, kind, portalId, first);
  return new Map([...outcomes, ...(await runPortal(tools, kind, portalId, second))]);
}

async function parkLost(
  tools: Tools,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
  lost: readonly Item[],
): Promise<Outcomes> {
  const words = { code: 'process-lost', message: 'Its process ended each time it was begun.' };
  const parked = await parkAll(tools.deps, kind, portalId, lost, words);
  const rest = items.filter((item) => !parked.has(item));
  return rest.length === 0 ? parked : new Map([...parked, ...(await runPortal(tools, kind, portalId, rest))]);
}

type Ran =
  | { readonly kind: 'ran'; readonly outcomes: Outcomes }
  | { readonly kind: 'failed'; readonly error: unknown };

async function attempt(
  tools: Tools,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
): Promise<Ran> {
  try {
    const { deps, portal } = traced(tools.deps, await tools.portalOf(portalId), kind, items);
    const refusals = await tools.job(deps, portal, [...new Set(items.map((item) => item.recordId))]);
    return { kind: 'ran', outcomes: await settled(deps, kind, portalId, items, refusals) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

async function settled(
  deps: JobDeps,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
  refusals: readonly Refusal[],
): Promise<Outcomes> {
  const refused = new Map(refusals.map((refusal) => [refusal.recordId, refusal]));
  const fine = items.filter((item) => !refused.has(item.recordId));
  const done = fine.map(({ recordId }) => recordId);
  if (done.length > 0) await unpark(deps.database, portalId, kind, done);
  const parkedAt = new Date(deps.now());
  await park(
    deps.database,
    portalId,
    [...refused.values()].map((refusal) => ({ ...refusal, kind, parkedAt })),
  );
  for (const { recordId, code } of refused.values()) {
    deps.observe?.({ kind: 'parked', code });
    // HubSpot's words may quote what people typed: they are in `dead-letters list`, not in the log.
    deps.log.warn('parked', { portalId, kind, recordId, code });
  }
  const rest = items.filter((item) => refused.has(item.recordId));
  return new Map([...each(fine, { kind: 'done' }), ...each(rest, { kind: 'parked' })]);
}

/**
 * A passing fault. The first times all of a batch wait for it to pass; then halves are tried, for one record that
 * HubSpot stumbles over must not take the others with it. When both halves fail it is no single record, and no more
 * calls are spent on finding one.
 */
async function failedForNow(
  tools: Tools,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
  error: unknown,
): Promise<Outcomes> {
  if (items.length === 1 || items.every(({ attempt: count = 1 }) => count < SPLIT_FROM_ATTEMPT))
    return tryLater(tools, kind, portalId, items, error);
  const outcomes: Outcomes = new Map();
  const failed: { half: readonly Item[]; error: unknown }[] = [];
  for (const half of halves(items)) {
    const ran = await attempt(tools, kind, portalId, half);
    if (ran.kind === 'failed') failed.push({ half, error: ran.error });
    else for (const entry of ran.outcomes) outcomes.set(...entry);
  }
  for (const { half, error: why } of failed) {
    const next = retryOf(why).kind !== 'later' ? runPortal : failed.length === 1 ? failedForNow : tryLater;
    for (const entry of await next(tools, kind, portalId, half, why)) outcomes.set(...entry);
  }
  return outcomes;
}

async function tryLater(
  { deps }: Tools,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
  error: unknown,
): Promise<Outcomes> {
  const words = wordsOf(error);
  const spent = items.filter(({ lastAttempt }) => lastAttempt);
  const parked = await parkAll(deps, kind, portalId, spent, words);
  const rest = items.filter(({ lastAttempt }) => !lastAttempt);
  return new Map([...parked, ...each(rest, { kind: 'failed', message: words.message })]);
}

function wordsOf(error: unknown): { code: string; message: string } {
  return {
    code: error instanceof Problem ? error.code : 'unexpected',
    message: error instanceof Error ? error.message : String(error),
  };
}

async function parkAll(
  { database, now, observe }: JobDeps,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
  { code, message }: { readonly code: string; readonly message: string },
): Promise<Outcomes> {
  const parkedAt = new Date(now());
  await park(
    database,
    portalId,
    items.map(({ recordId }) => ({ kind, recordId, code, message, parkedAt })),
  );
  for (const _ of items) observe?.({ kind: 'parked', code });
  return each(items, { kind: 'parked' });
}

function halves(items: readonly Item[]): [readonly Item[], readonly Item[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

function each(items: readonly Item[], outcome: Outcome): Outcomes {
  return new Map(items.map((item) => [item, outcome]));
}

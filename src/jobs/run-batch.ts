import { Problem, type Retry } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { park, unpark } from '../store/parked.ts';
import { isPassingFault } from '../store/passing-fault.ts';
import type { Outcome, RunBatch, Work, WorkKind } from '../store/queue.ts';
import { activityJob } from './activity.ts';
import { companyJob } from './company.ts';
import { creditJob } from './credit.ts';
import { dealJob } from './deal.ts';
import { nightlyPartnerJob, partnerJob } from './partner.ts';
import type { Job, JobDeps, Portal, Refusal } from './portal.ts';
import { privacyJob } from './privacy.ts';
import { noting } from './reads.ts';
import { referralJob } from './referral.ts';
import { traced } from './trace.ts';
import { writeBackJob } from './write-back.ts';

/** All kinds of work and what does them. */
const JOBS: Readonly<Record<WorkKind, Job>> = {
  privacy: privacyJob,
  partner: noting('partner', partnerJob),
  'partner-nightly': noting('partner', nightlyPartnerJob),
  activity: noting('partner_activity', activityJob),
  referral: noting('referral', referralJob),
  company: noting('company', companyJob),
  deal: noting('deal', dealJob),
  credit: noting('partner_credit', creditJob),
  'write-back': writeBackJob,
};

type Item = Work & { lastAttempt: boolean };

/**
 * The retry policy, in one place. Told to wait: back in line, no attempt spent. A passing fault: tried again with
 * growing pauses, and parked once the attempts are spent. What cannot succeed is parked at once, alone: a batch that
 * one record breaks is halved until that record stands by itself.
 */
export function createRunBatch(
  deps: JobDeps,
  portalOf: (id: PortalId) => Promise<Portal>,
  jobs: Readonly<Record<WorkKind, Job>> = JOBS,
): RunBatch {
  return async (kind, batch) => {
    const tools = { deps, portalOf, job: jobs[kind] };
    const outcomes = new Map<Item, Outcome>();
    for (const [portalId, items] of Map.groupBy(batch, (item) => item.portalId as PortalId)) {
      for (const [item, outcome] of await runPortal(tools, kind, portalId, items))
        outcomes.set(item, outcome);
    }
    return batch.map(
      (item) => outcomes.get(item) ?? { kind: 'failed', message: 'the batch gave no outcome' },
    );
  };
}

type Tools = {
  readonly deps: JobDeps;
  readonly portalOf: (id: PortalId) => Promise<Portal>;
  readonly job: Job;
};

async function runPortal(
  tools: Tools,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
): Promise<Map<Item, Outcome>> {
  try {
    const { deps, portal } = traced(tools.deps, await tools.portalOf(portalId), kind, items);
    const refusals = await tools.job(deps, portal, [...new Set(items.map((item) => item.recordId))]);
    return await settled(deps, kind, portalId, items, refusals);
  } catch (error) {
    return failed(tools, kind, portalId, items, error);
  }
}

async function settled(
  { database, now, log, observe }: JobDeps,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
  refusals: readonly Refusal[],
): Promise<Map<Item, Outcome>> {
  const refused = new Map(refusals.map((refusal) => [refusal.recordId, refusal]));
  const fine = items.filter((item) => !refused.has(item.recordId)).map((item) => item.recordId);
  if (fine.length > 0) await unpark(database, portalId, kind, fine);
  for (const { recordId, code, message } of refusals) {
    await park(database, portalId, { kind, recordId, code, message, parkedAt: new Date(now()) });
    observe?.({ kind: 'parked', code });
    // HubSpot's words may quote what people typed: they are in `dead-letters list`, not in the log.
    log.warn('parked', { portalId, kind, recordId, code });
  }
  return new Map(items.map((item) => [item, { kind: refused.has(item.recordId) ? 'parked' : 'done' }]));
}

async function failed(
  tools: Tools,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
  error: unknown,
): Promise<Map<Item, Outcome>> {
  const { deps } = tools;
  const retry = retryOf(error);
  const message = error instanceof Error ? error.message : String(error);
  deps.log.warn('work failed', { portalId, kind, records: items.length, retry: retry.kind, error });
  if (retry.kind === 'wait') return new Map(items.map((item) => [item, { kind: 'wait', ms: retry.ms }]));
  if (retry.kind === 'later') {
    const spent = items.filter((item) => item.lastAttempt);
    await parkAll(deps, kind, portalId, spent, error, message);
    return new Map(
      items.map((item) => [item, item.lastAttempt ? { kind: 'parked' } : { kind: 'failed', message }]),
    );
  }
  if (items.length > 1) {
    const middle = Math.ceil(items.length / 2);
    const first = await runPortal(tools, kind, portalId, items.slice(0, middle));
    return new Map([...first, ...(await runPortal(tools, kind, portalId, items.slice(middle)))]);
  }
  await parkAll(deps, kind, portalId, items, error, message);
  return new Map(items.map((item) => [item, { kind: 'parked' }]));
}

/** A fault that nobody foresaw is parked, since more of it cannot help; one of the database passes. */
function retryOf(error: unknown): Retry {
  if (error instanceof Problem) return error.retry;
  return { kind: isPassingFault(error) ? 'later' : 'never' };
}

async function parkAll(
  { database, now, observe }: JobDeps,
  kind: WorkKind,
  portalId: PortalId,
  items: readonly Item[],
  error: unknown,
  message: string,
): Promise<void> {
  const code = error instanceof Problem ? error.code : 'unexpected';
  for (const { recordId } of items) {
    await park(database, portalId, { kind, recordId, code, message, parkedAt: new Date(now()) });
    observe?.({ kind: 'parked', code });
  }
}

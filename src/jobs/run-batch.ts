import type { PortalId } from '../ids.ts';
import type { Outcome, RunBatch, WorkKind } from '../store/queue.ts';
import { activityJob } from './activity.ts';
import { companyJob } from './company.ts';
import { creditJob } from './credit.ts';
import { createDealJob } from './deal.ts';
import { dealLabelsJob } from './deal-labels.ts';
import { createLanes } from './lanes.ts';
import { nightlyPartnerJob, partnerJob } from './partner.ts';
import type { Job, JobDeps, Portal } from './portal.ts';
import { privacyJob } from './privacy.ts';
import { noting } from './reads.ts';
import { referralJob } from './referral.ts';
import { referralValuesJob } from './referral-values.ts';
import { type Item, runPortal } from './run-portal.ts';
import { createWaits } from './waits.ts';
import { writeBackJob } from './write-back.ts';

/** All kinds of work and what does them. */
const createJobs = (): Readonly<Record<WorkKind, Job>> => ({
  privacy: privacyJob,
  partner: noting('partner', partnerJob),
  'partner-nightly': noting('partner', nightlyPartnerJob),
  activity: noting('partner_activity', activityJob),
  referral: noting('referral', referralJob),
  'referral-values': noting('referral', referralValuesJob),
  company: noting('company', companyJob),
  'deal-labels': dealLabelsJob,
  deal: noting('deal', createDealJob()),
  credit: noting('partner_credit', creditJob),
  'write-back': writeBackJob,
});

/** Of each kind, so that many portals do not use up the database's connections. */
const PORTALS_AT_ONCE = 8;

/**
 * Runs batches of work by the retry policy (src/retry-policy.ts). The portals of a batch run side by side, since each
 * has limits of its own: one that is slow holds up no other.
 */
export function createRunBatch(
  deps: JobDeps,
  portalOf: (id: PortalId) => Promise<Portal>,
  jobs: Readonly<Record<WorkKind, Job>> = createJobs(),
): RunBatch {
  const waits = createWaits(deps);
  const lanes = new Map<WorkKind, ReturnType<typeof createLanes>>();
  return async (kind, batch) => {
    const lane = lanes.get(kind) ?? createLanes(PORTALS_AT_ONCE);
    lanes.set(kind, lane);
    const tools = { deps, portalOf, job: jobs[kind], waits };
    const portals = [...Map.groupBy(batch, (item) => item.portalId as PortalId)];
    const ran = await Promise.all(
      portals.map(([portalId, items]) => lane(() => runPortal(tools, kind, portalId, items))),
    );
    const outcomes = new Map<Item, Outcome>(ran.flatMap((each) => [...each]));
    return batch.map(
      (item) => outcomes.get(item) ?? { kind: 'failed', message: 'the batch gave no outcome' },
    );
  };
}

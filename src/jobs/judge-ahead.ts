import { isAccepted } from '../attribution/evidence.ts';
import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import type { DealId, PartnerId } from '../ids.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import type { Gathered } from './gather.ts';
import type { JobDeps, Portal } from './portal.ts';
import { acceptances } from './referral-acceptance.ts';
import { dealsOfClients, judgeOwnership } from './referral-ownership.ts';

/**
 * What was gathered, with the referrals as their own job will leave them: accepted with a day and a window, and judged
 * whether the client was already ours. For dry runs over referrals that no job has seen; keeps and writes nothing.
 */
export async function judgeAhead(
  deps: JobDeps,
  portal: Portal,
  gathered: ReadonlyMap<DealId, Gathered>,
  partners: ReadonlyMap<PartnerId, MirroredPartner>,
  policy: Policy = DEFAULT_POLICY,
): Promise<Map<DealId, Gathered>> {
  const all = [...gathered.values()].flatMap(({ referrals }) => referrals);
  const open = [...new Map(all.filter(isUnjudged).map((each) => [each.record.id, each])).values()];
  if (open.length === 0) return new Map(gathered);
  const accepted = await acceptances(deps, portal, open, partners, policy);
  const dated = open.map((each) => ({
    ...each,
    record: {
      ...each.record,
      acceptedOn: accepted.get(each.record.id)?.acceptedOn ?? each.record.acceptedOn,
      windowDays: accepted.get(each.record.id)?.windowDays ?? each.record.windowDays,
    },
  }));
  const verdicts = await judgeOwnership(portal, dated, new Map(), await dealsOfClients(portal, dated));
  const judged = new Map(
    dated.map((each) => [each.record.id, { ...each, alreadyOurs: verdicts.get(each.record.id) ?? null }]),
  );
  return new Map(
    [...gathered].map(([id, each]) => [
      id,
      { ...each, referrals: each.referrals.map((referral) => judged.get(referral.record.id) ?? referral) },
    ]),
  );
}

function isUnjudged({ record, alreadyOurs }: LinkedReferral): boolean {
  return alreadyOurs === null || (isAccepted(record) && record.windowDays === null);
}

import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import { type CheckedReferral, protectionConflicts, referralChecks } from '../attribution/referral-checks.ts';
import { dayIn } from '../calendar.ts';
import type { PartnerId } from '../ids.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import { dealsOfReferrals } from '../store/deals.ts';
import type { StoredFinding } from '../store/integrity.ts';
import { type MirroredPartner, referralsOfCompanies } from '../store/mirror.ts';
import { readPolicies } from '../store/policies.ts';
import { nextReferrals } from '../store/referral-pages.ts';
import type { JobDeps, Portal } from './portal.ts';

const PAGE = 500;

/** Every referral, page by page: by itself, and against others of the same client. */
export async function checkReferrals(
  { database, now }: JobDeps,
  portal: Portal,
  partners: ReadonlyMap<PartnerId, MirroredPartner>,
): Promise<StoredFinding[]> {
  const [policy = DEFAULT_POLICY] = (await readPolicies(database, portal.id, new Date(now()))).slice(-1);
  const today = dayIn(portal.timeZone, now());
  const found: StoredFinding[] = [];
  const seen = (each: LinkedReferral, deals: number) => checkedReferral(each, deals, partners, policy);
  for (let after = ''; ; ) {
    const page = await nextReferrals(database, portal.id, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return found;
    const ids = page.map(({ record }) => record.id);
    const companies = [...new Set(page.flatMap(({ companyIds }) => companyIds))];
    const [bound, rivals] = await Promise.all([
      dealsOfReferrals(database, portal.id, ids),
      referralsOfCompanies(database, portal.id, companies),
    ]);
    const deals = Map.groupBy(bound, ({ referralId }) => referralId);
    for (const each of page) {
      const checked = seen(each, deals.get(each.record.id)?.length ?? 0);
      for (const { code, words } of referralChecks(checked, today))
        found.push({ object: 'referral', recordId: each.record.id, code, words });
    }
    const here = new Set<string>(ids);
    for (const company of companies) {
      const ofClient = rivals.filter(({ companyIds }) => companyIds.some((id) => id === company));
      for (const { id, words } of protectionConflicts(ofClient.map((each) => seen(each, 0))))
        if (here.has(id))
          found.push({ object: 'referral', recordId: id, code: 'protection_conflict', words });
    }
    after = last.record.id;
  }
}

/** A referral as the checks see it; `deals` are bound to it. */
export function checkedReferral(
  each: LinkedReferral,
  deals: number,
  partners: ReadonlyMap<PartnerId, MirroredPartner>,
  policy: Policy,
): CheckedReferral {
  const { id, name, direction, status, referredOn, acceptedOn, windowDays } = each.record;
  const partner = each.partnerId === null ? undefined : partners.get(each.partnerId);
  return {
    ...{ id, name, direction, status, referredOn, acceptedOn, windowDays, deals },
    ...{ partnerId: each.partnerId, companyIds: each.companyIds, contactIds: each.contactIds },
    partnerCompanyId: partner?.companyId ?? null,
    protectionDays: partner?.record.protectionDays ?? policy.protectionDays,
    selfReferral: each.selfReferral?.words ?? null,
  };
}

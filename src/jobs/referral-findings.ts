import type { Policy } from '../attribution/policy.ts';
import { protectionConflicts } from '../attribution/referral-checks.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import { findingsOf, refileFindings } from '../store/findings.ts';
import type { StoredFinding } from '../store/integrity.ts';
import { readPartners, referralsOfCompanies } from '../store/mirror.ts';
import { checkedReferral } from './check-referrals.ts';
import { stampFindings } from './integrity.ts';
import type { JobDeps, Portal, Refusal } from './portal.ts';

const CODES = ['protection_conflict', 'self_referral'] as const;

/**
 * Files at once what a person should decide on when a referral is accepted or changed: another partner protects the
 * client (R14), or the partner refers itself. Everything else waits for the night. Changes no credit.
 */
export async function tellAtAcceptance(
  deps: JobDeps,
  portal: Portal,
  changed: readonly LinkedReferral[],
  policy: Policy,
): Promise<Refusal[]> {
  if (changed.length === 0) return [];
  const { database } = deps;
  const companies = [...new Set(changed.flatMap(({ companyIds }) => companyIds))];
  const rivals = await referralsOfCompanies(database, portal.id, companies);
  const ids = rivals.flatMap(({ partnerId }) => partnerId ?? []);
  const mirrored = await readPartners(database, portal.id, ids);
  const partners = new Map(mirrored.map((partner) => [partner.record.id, partner]));
  const found: StoredFinding[] = companies.flatMap((company) => {
    const ofClient = rivals.filter(({ companyIds }) => companyIds.includes(company));
    return protectionConflicts(ofClient.map((each) => checkedReferral(each, 0, partners, policy))).map(
      ({ id, words }) => ({ object: 'referral', recordId: id, code: 'protection_conflict', words }) as const,
    );
  });
  const all = new Map([...rivals, ...changed].map((each) => [each.record.id, each]));
  for (const { record, selfReferral } of all.values())
    if (selfReferral?.words)
      found.push({
        ...{ object: 'referral', recordId: record.id, code: 'self_referral' },
        words: `Referral ${record.name}: ${selfReferral.words}. It is credited all the same.`,
      });
  const told = await database.transaction((tx) =>
    refileFindings(tx, portal.id, [...all.keys()], CODES, found, new Date(deps.now())),
  );
  if (told.length === 0) return [];
  const codes = await findingsOf(database, portal.id, 'referral', told);
  const stands = [...codes].flatMap(([recordId, own]) =>
    own.map((code): StoredFinding => ({ object: 'referral', recordId, code, words: '' })),
  );
  return stampFindings(portal, 'referral', stands, told);
}

import { isAccepted } from '../attribution/evidence.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import {
  type MirroredPartner,
  partnersOfCompanies,
  readPartners,
  referralsOfCompanies,
  saveCompanyNames,
} from '../store/mirror.ts';
import { differences, type Wanted } from './differences.ts';
import { recordsOf } from './fetch.ts';
import type { Job } from './portal.ts';
import { stamp } from './stamp.ts';

const STAMPS = [
  'partnership_role',
  'partnership_health',
  'partner_referred_by',
  'partner_referred_by_id',
  'partner_referred_on',
] as const;

/** Companies that are partners or referred clients: their role, health and who referred them (data-model §2). */
export const companyJob: Job = async ({ database, now }, portal, recordIds) => {
  const [records, partners, referrals] = await Promise.all([
    recordsOf(portal, 'company', recordIds, [...STAMPS, 'name']),
    partnersOfCompanies(database, portal.id, recordIds),
    referralsOfCompanies(database, portal.id, recordIds),
  ]);
  const referrers = await readPartners(
    database,
    portal.id,
    referrals.flatMap((each) => (each.partnerId === null ? [] : [each.partnerId])),
  );
  const names = new Map([...records].map(([id, { properties }]) => [id, properties.name ?? `Company ${id}`]));
  await saveCompanyNames(database, portal.id, names, new Date(now()));
  return stamp(
    portal,
    'company',
    [...records].map(([id, { properties }]) => {
      const wanted = stampsOf(
        partners.find((partner) => partner.companyId === id),
        earliest(referrals.filter((each) => each.companyIds.some((company) => company === id))),
        referrers,
        (properties.partnership_role ?? null) !== null,
      );
      return { recordId: id, properties: differences(wanted, properties) };
    }),
  );
};

/** The accepted referral that counts as "who referred this client": the earliest. */
function earliest(referrals: readonly LinkedReferral[]): LinkedReferral | undefined {
  return referrals
    .filter(({ record }) => isAccepted(record) && record.referredOn !== null)
    .sort((a, b) => ((a.record.acceptedOn ?? '') < (b.record.acceptedOn ?? '') ? -1 : 1))[0];
}

/** `partner` wins over `referred_client` (R30); `none` is only written over an earlier role. */
function stampsOf(
  partner: MirroredPartner | undefined,
  referral: LinkedReferral | undefined,
  referrers: readonly MirroredPartner[],
  hadRole: boolean,
): Wanted {
  const role =
    partner !== undefined ? 'partner' : referral !== undefined ? 'referred_client' : hadRole ? 'none' : null;
  const referrer = referrers.find(({ record }) => record.id === referral?.partnerId);
  return {
    partnership_role: role,
    partnership_health: partner?.written.health_status ?? null,
    partner_referred_by: referrer?.record.name ?? null,
    partner_referred_by_id: referral?.partnerId ?? null,
    partner_referred_on: referral?.record.referredOn ?? null,
  };
}

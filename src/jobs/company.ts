import type { LinkedReferral } from '../partnership/records.ts';
import { siblingIds } from '../store/deal-ties.ts';
import {
  companiesMet,
  type MirroredPartner,
  partnersOfCompanies,
  readPartners,
  referralsOfCompanies,
  saveCompanyNames,
} from '../store/mirror.ts';
import { referralsThatBrought } from './brought.ts';
import { worksOfReturned } from './company-return.ts';
import { differences, type Wanted } from './differences.ts';
import { recordsOf } from './fetch.ts';
import type { Job } from './portal.ts';
import { stamp } from './stamp.ts';
import { works } from './works.ts';

const STAMPS = [
  'partnership_role',
  'partnership_health',
  'partner_referred_by',
  'partner_referred_by_id',
  'partner_referred_on',
] as const;

/**
 * Companies that are partners or referred clients: their role, health and who referred them (data-model §2). A company
 * that never had to do with a partner costs no call. One that was merged away or deleted sends its partner, referrals
 * and deals to be looked at again: HubSpot has moved their links.
 */
export const companyJob: Job = async ({ database, queue, now }, portal, recordIds) => {
  const [partners, referrals, met] = await Promise.all([
    partnersOfCompanies(database, portal.id, recordIds),
    referralsOfCompanies(database, portal.id, recordIds),
    companiesMet(database, portal.id, recordIds),
  ]);
  const involved = recordIds.filter(
    (id) =>
      met.has(id) ||
      partners.some(({ companyId }) => companyId === id) ||
      referrals.some((each) => names(each, id)),
  );
  if (involved.length === 0) return [];
  const [records, referrers] = await Promise.all([
    recordsOf(portal, 'company', involved, [...STAMPS, 'name']),
    readPartners(
      database,
      portal.id,
      referrals.flatMap((each) => each.partnerId ?? []),
    ),
  ]);
  const present = [...records].filter(([id, record]) => record.id === id);
  const called = present.map(([id, { properties }]) => [id, properties.name ?? `Company ${id}`] as const);
  await saveCompanyNames(database, portal.id, new Map(called), new Date(now()));

  const unrelated = present.filter(
    ([id]) =>
      !partners.some(({ companyId }) => companyId === id) && !referrals.some((each) => names(each, id)),
  );
  await queue.enqueue(
    await worksOfReturned(
      portal,
      unrelated.map(([id]) => id),
    ),
  );
  const gone = involved.filter((id) => records.get(id)?.id !== id);
  if (gone.length > 0) {
    const bereft = partners.filter(({ companyId }) => companyId !== null && gone.includes(companyId));
    const brought = referrals.filter((each) => gone.some((id) => names(each, id)));
    await queue.enqueue([
      ...works(
        portal.id,
        'partner',
        bereft.map(({ record }) => record.id),
      ),
      ...works(
        portal.id,
        'referral',
        brought.map(({ record }) => record.id),
      ),
      ...works(portal.id, 'deal', await siblingIds(database, portal.id, gone, [])),
    ]);
  }
  return stamp(
    portal,
    'company',
    present.map(([id, { properties }]) => {
      const wanted = stampsOf(
        partners.find((partner) => partner.companyId === id),
        referralsThatBrought(referrals.filter((each) => names(each, id)))[0],
        referrers,
        (properties.partnership_role ?? null) !== null,
      );
      return { recordId: id, properties: differences(wanted, properties) };
    }),
  );
};

/** The referral names this company as its client. */
function names({ companyIds }: LinkedReferral, id: string): boolean {
  return companyIds.some((company) => company === id);
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

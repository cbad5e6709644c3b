import { hasAcceptedStatus } from '../attribution/evidence.ts';
import { selfReferral, type Ties } from '../attribution/self-referral.ts';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import type { LinkedReferral } from '../partnership/records.ts';
import type { MirroredPartner } from '../store/mirror.ts';
import { idsOf, linksOf, recordsOf } from './fetch.ts';
import type { Portal } from './portal.ts';

type Judged = NonNullable<LinkedReferral['selfReferral']>;

/**
 * What accepted referrals' clients share with the partners that referred them (attribution §14): domains of companies
 * and of people's addresses, and contacts. Judged when a referral is accepted, and again when its partner or client
 * changes, so that deals cost no call for it.
 */
export async function judgeTies(
  portal: Portal,
  referrals: readonly Omit<LinkedReferral, 'alreadyOurs'>[],
  mirrored: ReadonlyMap<string, LinkedReferral>,
  partners: ReadonlyMap<string, MirroredPartner>,
): Promise<Map<string, Judged | null>> {
  const judged = new Map<string, Judged | null>();
  const open: (typeof referrals)[number][] = [];
  for (const each of referrals) {
    const known = mirrored.get(each.record.id)?.selfReferral ?? null;
    const isOf = hasAcceptedStatus(each.record) && each.partnerId !== null;
    if (isOf && known?.judgedFor !== judgedFor(each, partners)) open.push(each);
    else judged.set(each.record.id, isOf ? known : null);
  }
  if (open.length === 0) return judged;
  const companyOf = ({ partnerId }: (typeof open)[number]) =>
    partners.get(partnerId ?? '')?.companyId ?? null;
  const partnerIds = [...new Set(open.flatMap(({ partnerId }) => partnerId ?? []))];
  const [companies, contacts, people] = await Promise.all([
    recordsOf(
      portal,
      'company',
      unique([...open.flatMap((each) => each.companyIds), ...open.flatMap((each) => companyOf(each) ?? [])]),
      ['domain'],
    ),
    recordsOf(portal, 'contact', unique(open.flatMap((each) => each.contactIds)), ['email']),
    linksOf(portal, 'partner', 'contact', partnerIds),
  ]);
  for (const each of open) {
    const client: Ties = {
      domains: [...domainsOf(companies, each.companyIds), ...mailDomainsOf(contacts, each.contactIds)],
      contactIds: each.contactIds,
    };
    const company = companyOf(each);
    const partner: Ties = {
      domains: company === null ? [] : domainsOf(companies, [company]),
      contactIds: idsOf(people, each.partnerId ?? ''),
    };
    judged.set(each.record.id, {
      judgedFor: judgedFor(each, partners),
      words: selfReferral(client, partner),
    });
  }
  return judged;
}

function judgedFor(
  { partnerId, companyIds, contactIds }: Omit<LinkedReferral, 'alreadyOurs'>,
  partners: ReadonlyMap<string, MirroredPartner>,
): string {
  const company = partners.get(partnerId ?? '')?.companyId ?? null;
  return [partnerId, company, ...[...companyIds].sort(), ...[...contactIds].sort()].join(' ');
}

function domainsOf(records: ReadonlyMap<string, CrmRecord>, ids: readonly string[]): string[] {
  return ids.flatMap((id) => records.get(id)?.properties.domain ?? []);
}

function mailDomainsOf(records: ReadonlyMap<string, CrmRecord>, ids: readonly string[]): string[] {
  return ids.flatMap((id) => records.get(id)?.properties.email?.split('@')[1] ?? []);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

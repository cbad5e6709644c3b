import { ACTIVITY_PROPERTIES, parseActivity } from '../hubspot/activity.ts';
import { type Link, readLinks } from '../hubspot/associations.ts';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { PARTNER_PROPERTIES, PARTNER_STAMPS, parsePartner } from '../hubspot/partner.ts';
import { readRecords } from '../hubspot/records.ts';
import { parseReferral, REFERRAL_PROPERTIES, REFERRAL_STAMPS } from '../hubspot/referral.ts';
import type { RecordKind } from '../hubspot/schema/object.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { CompanyId, ContactId, DealId, PartnerId } from '../ids.ts';
import type { LinkedActivity, LinkedReferral, PartnerRecord } from '../partnership/records.ts';
import type { Portal } from './portal.ts';

/** A record as HubSpot has it now, with the raw values for comparing what the app writes. */
export type Fetched<Record> = Record & { readonly raw: CrmRecord };

export type FetchedReferral = Fetched<Omit<LinkedReferral, 'alreadyOurs'>>;

/** Reads referrals and their links in one round trip. Ids that HubSpot no longer has are not in the map. */
export async function fetchReferrals(
  portal: Portal,
  ids: readonly string[],
): Promise<Map<string, FetchedReferral>> {
  const [records, partners, companies, contacts] = await Promise.all([
    recordsOf(portal, 'referral', ids, [...REFERRAL_PROPERTIES, ...REFERRAL_STAMPS]),
    linksOf(portal, 'referral', 'partner', ids),
    linksOf(portal, 'referral', 'company', ids),
    linksOf(portal, 'referral', 'contact', ids),
  ]);
  return mapRecords(records, (raw, id) => ({
    raw,
    record: parseReferral(raw, portal.timeZone),
    partnerId: idsOf<PartnerId>(partners, id)[0] ?? null,
    companyIds: idsOf<CompanyId>(companies, id),
    contactIds: idsOf<ContactId>(contacts, id),
  }));
}

/** Reads activities and their links in one round trip; records without a kind yet are left out. */
export async function fetchActivities(
  portal: Portal,
  ids: readonly string[],
): Promise<Map<string, LinkedActivity>> {
  const [records, partners, deals, contacts] = await Promise.all([
    recordsOf(portal, 'partner_activity', ids, ACTIVITY_PROPERTIES),
    linksOf(portal, 'partner_activity', 'partner', ids),
    linksOf(portal, 'partner_activity', 'deal', ids),
    linksOf(portal, 'partner_activity', 'contact', ids),
  ]);
  return mapRecords(records, (raw, id) => {
    const record = parseActivity(raw, portal.timeZone);
    if (record === null) return null;
    return {
      record,
      partnerIds: idsOf<PartnerId>(partners, id),
      dealIds: idsOf<DealId>(deals, id),
      contactIds: idsOf<ContactId>(contacts, id),
    };
  });
}

/** Reads partners with the company each one is, and the values the app last wrote, in one round trip. */
export async function fetchPartners(
  portal: Portal,
  ids: readonly string[],
): Promise<Map<string, Fetched<{ record: PartnerRecord; companyId: CompanyId | null }>>> {
  const [records, companies] = await Promise.all([
    recordsOf(portal, 'partner', ids, [...PARTNER_PROPERTIES, ...PARTNER_STAMPS]),
    linksOf(portal, 'partner', 'company', ids),
  ]);
  return mapRecords(records, (raw, id) => ({
    raw,
    record: parsePartner(raw),
    companyId: idsOf<CompanyId>(companies, id)[0] ?? null,
  }));
}

/** Records of one of our kinds, by the id that was asked for. */
export function recordsOf(
  portal: Portal,
  kind: RecordKind,
  ids: readonly string[],
  properties: readonly string[],
): Promise<Map<string, CrmRecord>> {
  return readRecords(portal.request, objectTypeIdOf(portal.schema, kind), ids, [...new Set(properties)]);
}

/** Who is linked to each record, by kind. No call when there is nothing to ask. */
export function linksOf(
  portal: Portal,
  from: RecordKind,
  to: RecordKind,
  ids: readonly string[],
): Promise<Map<string, Link[]>> {
  if (ids.length === 0) return Promise.resolve(new Map());
  return readLinks(portal.request, objectTypeIdOf(portal.schema, from), objectTypeIdOf(portal.schema, to), [
    ...new Set(ids),
  ]);
}

export function idsOf<Id extends string>(links: ReadonlyMap<string, readonly Link[]>, from: string): Id[] {
  return (links.get(from) ?? []).map((link) => link.toId as Id);
}

function mapRecords<Out>(
  records: ReadonlyMap<string, CrmRecord>,
  parse: (raw: CrmRecord, id: string) => Out | null,
): Map<string, Out> {
  const out = new Map<string, Out>();
  for (const [id, raw] of records) {
    const parsed = parse(raw, id);
    if (parsed !== null) out.set(id, parsed);
  }
  return out;
}

import type { Finding } from '../attribution/findings.ts';
import type { Override } from '../attribution/override.ts';
import { type ReferralWindow, referralWindow } from '../attribution/referral-window.ts';
import type { DealId, PartnerId, PortalId } from '../ids.ts';
import { type AuditedDeed, readAudit } from '../store/audit.ts';
import { type DecidedDeal, decidedAt, readDeals } from '../store/deals.ts';
import { checkedFindings } from '../store/findings.ts';
import { type PostedEntry, readCredits, readEntries, type StoredCredit } from '../store/ledger.ts';
import { type MirroredPartner, readPartnersEver, readReferrals } from '../store/mirror.ts';
import { readOverrideDocuments } from '../store/override-documents.ts';
import { type Parked, readParked } from '../store/parked.ts';
import type { Sql } from '../store/sql.ts';
import { shownOverride } from './override-document.ts';

/** All that is known here of one deal: for its screen and for `explain`. Nothing of it is asked of HubSpot. */
export type DealStory = {
  readonly deal: DecidedDeal;
  readonly decidedAt: Date;
  readonly credits: readonly StoredCredit[];
  /** In the order they were posted. */
  readonly entries: readonly PostedEntry[];
  readonly windows: readonly ReferralWindow[];
  readonly findings: readonly Finding[];
  /** What people did about it, the latest first. */
  readonly deeds: readonly AuditedDeed[];
  readonly parked: readonly Parked[];
  /** What was decided by hand here, whether or not it is in force. */
  readonly byHand: Override | null;
  /** Everybody the deal has to do with, deleted ones included. */
  readonly partners: ReadonlyMap<PartnerId, MirroredPartner>;
};

/** Reads it from the database; null when the deal was never decided. */
export async function readDealStory(sql: Sql, portalId: PortalId, dealId: string): Promise<DealStory | null> {
  const [deal] = await readDeals(sql, portalId, [dealId]);
  if (deal === undefined) return null;
  const referralIds = deal.decision.verdicts.flatMap((each) =>
    each.evidence === 'referral' ? [each.sourceId] : [],
  );
  const [at, credits, entries, referrals, checked, deeds, parked, documents] = await Promise.all([
    decidedAt(sql, portalId, dealId),
    readCredits(sql, portalId, [dealId]),
    readEntries(sql, portalId, dealId),
    readReferrals(sql, portalId, referralIds),
    checkedFindings(sql, portalId, 'deal', dealId),
    readAudit(sql, portalId, dealId),
    readParked(sql, portalId, [dealId]),
    readOverrideDocuments(sql, portalId, [dealId]),
  ]);
  const document = documents.get(dealId);
  const byHand = document === undefined ? null : shownOverride(document.text);
  const ids = partnerIds(deal, credits, byHand);
  const partners = await readPartnersEver(sql, portalId, ids);
  const known = new Set(deal.findings.map(({ code }) => code));
  return {
    ...{ deal, decidedAt: at ?? new Date(0), credits, entries, deeds, parked, byHand },
    windows: referrals.map(({ record, partnerId }) =>
      referralWindow({ ...record, partnerId }, deal.startedOn),
    ),
    findings: [
      ...deal.findings,
      ...checked.filter(({ code }) => !known.has(code)).map((each) => ({ ...each, on: onDeal(deal.id) })),
      ...(document?.refusal == null ? [] : [refusedText(deal.id, document.refusal)]),
    ],
    partners: new Map(partners.map((partner) => [partner.record.id, partner])),
  };
}

/** A partner's name as it was last known. */
export function nameIn({ partners }: Pick<DealStory, 'partners'>, id: PartnerId): string {
  return partners.get(id)?.record.name ?? `Partner ${id}`;
}

function partnerIds(
  { decision }: DecidedDeal,
  credits: readonly StoredCredit[],
  byHand: Override | null,
): string[] {
  const proposed = decision.proposals.flatMap(({ partnerId, credit }) => [
    { partnerId },
    ...(credit?.kind === 'shares' ? credit.shares : []),
  ]);
  const named = [
    ...decision.parts,
    ...decision.verdicts,
    ...proposed,
    ...credits,
    ...(byHand?.commissions ?? []),
  ];
  return [...new Set(named.map(({ partnerId }) => partnerId as string))];
}

function refusedText(dealId: DealId, refusal: string): Finding {
  const words = `HubSpot refuses to keep on the deal what was decided by hand: ${refusal} It is kept here and followed.`;
  return { code: 'stamp_refused', on: onDeal(dealId), words };
}

function onDeal(id: DealId): Finding['on'] {
  return { kind: 'deal', id };
}

import type { DecidedDeal } from '../store/deals.ts';
import type { StoredCredit } from '../store/ledger.ts';
import { archivedAmong } from '../store/mirror.ts';
import type { Sql } from '../store/sql.ts';
import type { Wanted } from './differences.ts';
import type { Portal } from './portal.ts';

/** A record that a credit is linked to. */
export type CreditEnd = readonly [kind: 'deal' | 'partner' | 'referral', id: string];

export type CreditToWrite = {
  readonly credit: StoredCredit;
  readonly wanted: Wanted;
  /** What its record is linked to: what HubSpot still has of deal, partner and referral. */
  readonly ends: readonly CreditEnd[];
  /** Its referral is another one than its record in HubSpot says, or the record is not made yet. */
  readonly isOfNewReferral: boolean;
};

/** Ends that the record of a credit is not linked to yet: new ones, and those that were deleted when it was. */
export function unlinkedEnds({ credit, ends, isOfNewReferral }: CreditToWrite): CreditEnd[] {
  const { recordId, linked } = credit;
  if (recordId === null) return [...ends];
  return ends.filter(([kind, id]) =>
    linked === null ? kind === 'referral' && isOfNewReferral : !linked.includes(id),
  );
}

/** What the record is linked to once those are made; HubSpot keeps the links of a deleted record for its return. */
export function linkedOf({ credit, ends }: CreditToWrite): string[] {
  const { dealId, partnerId, referralId, linked } = credit;
  const own: (string | null)[] = [dealId, partnerId, referralId];
  return [...new Set([...(linked ?? []).filter((id) => own.includes(id)), ...ends.map(([, id]) => id)])];
}

/** Partners and referrals behind credits that HubSpot no longer has: it refuses links and labels to them. */
export async function goneEnds(
  sql: Sql,
  portal: Portal,
  credits: readonly StoredCredit[],
): Promise<ReadonlySet<string>> {
  if (credits.length === 0) return new Set();
  const fresh = credits.filter(isOfNewReferral);
  const [partners, referrals] = await Promise.all([
    archivedAmong(
      sql,
      portal.id,
      'partner',
      credits.map(({ partnerId }) => partnerId),
    ),
    archivedAmong(
      sql,
      portal.id,
      'referral',
      fresh.flatMap(({ referralId }) => referralId ?? []),
    ),
  ]);
  return new Set([...partners, ...referrals]);
}

export function linksOf(
  credit: StoredCredit,
  deal: DecidedDeal,
  gone: ReadonlySet<string>,
): Pick<CreditToWrite, 'ends' | 'isOfNewReferral'> {
  const { dealId, partnerId, referralId } = credit;
  const all: CreditEnd[] = [
    ['deal', dealId],
    ['partner', partnerId],
  ];
  if (referralId !== null) all.push(['referral', referralId]);
  const ends = all.filter(([kind, id]) => (kind === 'deal' ? deal.present : !gone.has(id)));
  return { ends, isOfNewReferral: isOfNewReferral(credit) };
}

function isOfNewReferral({ written, recordId, referralId }: StoredCredit): boolean {
  return recordId === null || (written?.referral_id ?? null) !== referralId;
}

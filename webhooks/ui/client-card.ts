import type { ClientCard } from '../../extensions/src/app/cards/contract/company-card.ts';
import { addDays } from '../../src/calendar.ts';
import { referralsThatBrought } from '../../src/jobs/brought.ts';
import type { JobDeps, Portal } from '../../src/jobs/portal.ts';
import type { LinkedReferral } from '../../src/partnership/records.ts';
import { type DecidedDeal, dealsOfCompany } from '../../src/store/deals.ts';
import { readCredits, type StoredCredit } from '../../src/store/ledger.ts';
import type { MirroredPartner } from '../../src/store/mirror.ts';
import type { Sight } from './deal-sight.ts';
import { REFERRAL_WORDS } from './words.ts';

type Named = { readonly id: string; readonly name: string };

/** What the user of the card sees of the money of something with these owners, and with these findings. */
export type See = (
  ownerIds: readonly (string | null)[],
  findings?: readonly { readonly words: string }[],
) => Promise<Sight>;

export type Client = {
  readonly company: Named;
  readonly referrals: readonly LinkedReferral[];
  /** All of the portal; `partners` are those that one may choose from. */
  readonly all: readonly MirroredPartner[];
  readonly partners: readonly Named[];
  readonly notices: string[];
};

/** The card of a client that a partner referred; null when no referral says so. */
export async function clientCard(
  { database, now }: Pick<JobDeps, 'database' | 'now'>,
  portal: Portal,
  { company: client, referrals, all, partners, notices }: Client,
  see: See,
): Promise<ClientCard | null> {
  const [first, ...others] = referralsThatBrought(referrals).filter(({ partnerId }) => partnerId !== null);
  if (first?.record.referredOn == null || first.partnerId === null) return null;
  const deals = (await dealsOfCompany(database, portal.id, client.id)).slice(0, 5);
  const credits = await readCredits(
    database,
    portal.id,
    deals.map((deal) => deal.id),
  );
  const nameOf = (id: string | null) =>
    partners.find((partner) => partner.id === id)?.name ?? `Partner ${id}`;
  const { acceptedOn, windowDays, status, referredOn } = first.record;
  return {
    kind: 'referred-client',
    asOf: new Date(now()).toISOString(),
    client,
    referredBy: {
      partnerId: first.partnerId,
      partnerName: nameOf(first.partnerId),
      referredOn,
      acceptedOn,
      status: REFERRAL_WORDS[status],
      windowEndsOn: acceptedOn === null || windowDays === null ? null : addDays(acceptedOn, windowDays),
    },
    otherReferrals: others.flatMap(({ record, partnerId }) =>
      record.referredOn === null
        ? []
        : [
            {
              partnerName: nameOf(partnerId),
              referredOn: record.referredOn,
              status: REFERRAL_WORDS[record.status],
            },
          ],
    ),
    deals: await Promise.all(
      deals.map(async (deal) => {
        const own = credits.filter((credit) => credit.dealId === deal.id);
        const sight = await see(ownersOf(deal, own, all), deal.findings);
        return dealLine(deal, own, portal.homeCurrency, sight);
      }),
    ),
    partners: [...partners],
    notices,
  };
}

/** Of the deal, and of the partners that get something of it. */
function ownersOf(
  { ownerId, decision }: DecidedDeal,
  credits: readonly StoredCredit[],
  partners: readonly MirroredPartner[],
): (string | null)[] {
  const ids = new Set([...decision.parts, ...credits].map(({ partnerId }) => partnerId));
  return [ownerId, ...partners.flatMap(({ record }) => (ids.has(record.id) ? [record.ownerId ?? null] : []))];
}

function dealLine(
  deal: DecidedDeal,
  credits: readonly StoredCredit[],
  currency: string,
  sight: Sight,
): ClientCard['deals'][number] {
  const { attribution } = deal.decision;
  const own = credits.filter((credit) => credit.home.currency === currency);
  const known = deal.won && own.length > 0 && own.every((credit) => credit.home.known);
  const minor = own.reduce((sum, credit) => sum + credit.home.minor, 0n);
  const seen = known ? sight.amount({ minor, currency }) : { is: null };
  return {
    id: deal.id,
    name: sight.text(deal.name),
    attribution: attribution === 'untouched' ? 'none' : attribution,
    credited: seen?.is ?? null,
    ...(seen === undefined ? { creditedHidden: true } : {}),
    receipt: sight.text(deal.receipt),
  };
}

import type { ClientCard } from '../../extensions/src/app/cards/contract/company-card.ts';
import { addDays } from '../../src/calendar.ts';
import { referralsThatBrought } from '../../src/jobs/brought.ts';
import type { JobDeps, Portal } from '../../src/jobs/portal.ts';
import { toDecimalText } from '../../src/money.ts';
import type { LinkedReferral } from '../../src/partnership/records.ts';
import { type DecidedDeal, dealsOfCompany } from '../../src/store/deals.ts';
import { readCredits, type StoredCredit } from '../../src/store/ledger.ts';
import { REFERRAL_WORDS } from './words.ts';

type Named = { readonly id: string; readonly name: string };

/** The card of a client that a partner referred; null when no referral says so. */
export async function clientCard(
  { database, now }: Pick<JobDeps, 'database' | 'now'>,
  portal: Portal,
  client: Named,
  referrals: readonly LinkedReferral[],
  partners: readonly Named[],
  notices: string[],
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
    deals: deals.map((deal) => dealLine(deal, credits, portal.homeCurrency)),
    partners: [...partners],
    notices,
  };
}

function dealLine(
  deal: DecidedDeal,
  credits: readonly StoredCredit[],
  currency: string,
): ClientCard['deals'][number] {
  const { attribution } = deal.decision;
  const own = credits.filter((credit) => credit.dealId === deal.id && credit.home.currency === currency);
  const known = deal.won && own.length > 0 && own.every((credit) => credit.home.known);
  const minor = own.reduce((sum, credit) => sum + credit.home.minor, 0n);
  return {
    id: deal.id,
    name: deal.name,
    attribution: attribution === 'untouched' ? 'none' : attribution,
    credited: known ? { amount: toDecimalText({ minor, currency }), currency } : null,
    receipt: deal.receipt,
  };
}

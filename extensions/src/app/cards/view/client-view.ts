import type { ClientCard } from '../contract/company-card.ts';
import { words } from '../words.ts';
import { amountText } from './amount.ts';
import { dayText, momentText } from './day.ts';
import { type Line, toLines } from './lines.ts';
import type { Reader } from './reader.ts';

export type DealView = {
  id: string;
  name: string;
  attribution: string;
  variant: 'success' | 'info' | 'default';
  credited: string | null;
  receipt: string;
};

export type ClientView = {
  title: string;
  facts: { label: string; text: string }[];
  otherReferrals: Line[];
  deals: DealView[];
  notices: Line[];
  asOf: string;
};

/** What the card of a referred client shows. */
export function viewClient(card: ClientCard, reader: Reader): ClientView {
  const { referredBy } = card;
  return {
    title: words.client.referredBy(referredBy.partnerName, dayText(referredBy.referredOn)),
    facts: [
      { label: words.client.status, text: referredBy.status },
      { label: words.client.acceptedOn, text: dayOrNone(referredBy.acceptedOn) },
      { label: words.client.windowEndsOn, text: dayOrNone(referredBy.windowEndsOn) },
    ],
    otherReferrals: toLines(
      card.otherReferrals.map(({ partnerName, referredOn, status }) =>
        words.client.otherReferral(partnerName, dayText(referredOn), status),
      ),
    ),
    deals: card.deals.map((deal) => viewDeal(deal, reader)),
    notices: toLines(card.notices),
    asOf: words.asOf(momentText(card.asOf, reader.timeZone)),
  };
}

const VARIANT = {
  sourced: 'success',
  sourced_expansion: 'success',
  influenced: 'info',
  none: 'default',
} as const satisfies Record<ClientCard['deals'][number]['attribution'], DealView['variant']>;

function viewDeal(deal: ClientCard['deals'][number], { locale }: Reader): DealView {
  const shown = deal.credited !== null || deal.creditedHidden === true;
  return {
    id: deal.id,
    name: deal.name,
    attribution: words.client.attribution[deal.attribution],
    variant: VARIANT[deal.attribution],
    credited: shown ? amountText(deal.credited, locale) : null,
    receipt: deal.receipt,
  };
}

const dayOrNone = (day: string | null): string => (day === null ? words.none : dayText(day));

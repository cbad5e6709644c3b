import type { OtherCard } from '../contract/company-card.ts';
import { words } from '../words.ts';
import { momentText } from './day.ts';
import { type Line, toLines } from './lines.ts';
import type { Reader } from './reader.ts';

export type OtherView = { title: string; text: string; canRefer: boolean; notices: Line[]; asOf: string };

/** What the card of a company outside any partnership shows: how to begin. */
export function viewOther({ company, partners, notices, asOf }: OtherCard, { timeZone }: Reader): OtherView {
  const canRefer = partners.length > 0;
  return {
    title: words.other.title(company.name),
    text: canRefer ? words.other.text : words.other.textWithoutPartners,
    canRefer,
    notices: toLines(notices),
    asOf: words.asOf(momentText(asOf, timeZone)),
  };
}

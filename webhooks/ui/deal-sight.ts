import type { Amount } from '../../src/attribution/figure.ts';
import type { Rights } from '../../src/jobs/rights.ts';
import { type Money, toDecimalText } from '../../src/money.ts';

type Shown = { readonly amount: string; readonly currency: string } | null;

/** What a user sees of a deal's money: an amount that is hidden is not in the answer at all (R51). */
export type Sight = {
  /** Undefined where it is hidden; null where nobody knows it. */
  readonly amount: (amount: Money | Amount | null) => { readonly is: Shown } | undefined;
  readonly commission: (amount: Amount | null) => { readonly is: Shown } | undefined;
  /** A sentence of ours, without the amounts in it where they are hidden. */
  readonly text: (words: string) => string;
  /** Words of HubSpot, who may quote any value. */
  readonly quoted: (words: string) => string;
};

const HIDDEN = 'amount hidden';
// `USD 8,640.00 at 0.9259 = EUR 8,000.00`, as `formatMoney` and the receipt write it.
const MONEY = String.raw`\b[A-Z]{3} -?\d[\d,]*(?:\.\d+)?`;
const AMOUNT = new RegExp(`${MONEY}(?: at [\\d.eE+-]+ = ${MONEY})?`, 'g');
// What a person typed in place of an amount stands in the finding about it, and in the receipt.
const UNREADABLE = /^The amount cannot be used: (.*)\. The credit has no figure/;

/** `longest`: characters of any text, so that no name or note makes an answer large. */
export function sightOf(
  { seesAmounts, seesCommissions }: Pick<Rights, 'seesAmounts' | 'seesCommissions'>,
  story: { readonly findings: readonly { readonly words: string }[] } | null,
  longest: number,
): Sight {
  const amounts = seesAmounts.kind === 'yes';
  const unreadable = (story?.findings ?? []).flatMap(({ words }) => UNREADABLE.exec(words)?.[1] ?? []);
  const masked = (words: string) =>
    unreadable.reduce((text, each) => text.replaceAll(each, HIDDEN), words).replaceAll(AMOUNT, HIDDEN);
  return {
    amount: (amount) => (amounts ? { is: shown(amount) } : undefined),
    commission: (amount) => (seesCommissions.kind === 'yes' ? { is: shown(amount) } : undefined),
    text: (words) => clip(amounts ? words : masked(words), longest),
    quoted: (words) => clip(amounts ? words : masked(words).replaceAll(/\d[\d.,]*/g, '…'), longest),
  };
}

function shown(amount: Money | Amount | null): Shown {
  if (amount === null || ('known' in amount && !amount.known)) return null;
  return { amount: toDecimalText(amount), currency: amount.currency };
}

function clip(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

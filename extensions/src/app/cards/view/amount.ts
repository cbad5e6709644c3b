import type { MoneyText } from '../contract/company-card.ts';
import { words } from '../words.ts';

/** An amount in the reader's own notation: `€8,640.00`; null is an amount this reader may not see. */
export function amountText(money: MoneyText | null, locale: string): string {
  if (money === null) return words.amountHidden;
  const { amount, currency } = money;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return isDecimal(amount) ? format.format(amount) : `${currency} ${amount}`;
}

// Formatting the text itself keeps every digit; a number would round the last ones of large amounts.
function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}

import { Decimal } from 'decimal.js';
import { exponentOf, toDecimalText } from '../money.ts';
import type { DealAmount } from './evidence.ts';

const Precise = Decimal.clone({ precision: 60 });

/**
 * Whether HubSpot's figure in company currency fits the deal's amount and rate, within one minor unit or a millionth
 * of the amount (R50); true where the rate is not known. A misfit that stays means that the rate belongs to another
 * currency, such as when the deal's currency was changed after its close.
 */
export function rateFits(amount: DealAmount): boolean {
  if (amount.kind !== 'known' || amount.inHome === null || amount.rate === null) return true;
  const { inDeal, inHome, rate } = amount;
  const expected = new Precise(toDecimalText(inDeal)).times(rate);
  const minorUnit = new Precise(10).pow(-exponentOf(inHome.currency));
  const tolerance = Decimal.max(minorUnit, expected.abs().times('1e-6'));
  return expected.minus(toDecimalText(inHome)).abs().lte(tolerance);
}

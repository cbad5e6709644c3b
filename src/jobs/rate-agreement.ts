import { Decimal } from 'decimal.js';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { guarded, text } from '../hubspot/value.ts';
import { exponentOf, parseDecimal } from '../money.ts';

/** Pauses between readings of a won deal whose figures do not agree, in milliseconds (R19). */
const PAUSES_MS = [5_000, 30_000, 5 * 60_000] as const;
const RELATIVE_TOLERANCE = '1e-6';

/**
 * Whether a deal's amount in company currency is not (yet) its amount times its rate, by more than one minor unit of
 * the company currency or a millionth, whichever is more (R19, R50). HubSpot computes the figure: it may come later
 * than the amount or the rate it belongs to. False where no rate is known. Throws a Problem for what is no number.
 */
export function homeAmountDiffers(deal: CrmRecord, homeCurrency: string): boolean {
  const amount = decimalOf(deal, 'amount');
  const rate = decimalOf(deal, 'hs_exchange_rate');
  if (amount === null || rate === null) return false;
  const inHome = decimalOf(deal, 'amount_in_home_currency');
  if (inHome === null) return true;
  const minorUnit = new Decimal(10).pow(-exponentOf(homeCurrency));
  const tolerance = Decimal.max(minorUnit, inHome.abs().times(RELATIVE_TOLERANCE));
  return amount.times(rate).minus(inHome).abs().gt(tolerance);
}

/**
 * How long to wait, in milliseconds, until a won deal whose figures do not agree is read again: 5 s, 30 s and 5 min
 * after its last change. Null: waited long enough, the figures are taken as they are and the finding is filed.
 * `sinceChangeMs`: how long ago HubSpot dates that change (`hs_lastmodifieddate`), so that nothing need be remembered.
 */
export function rereadDelay(sinceChangeMs: number): number | null {
  let due = 0;
  for (const pause of PAUSES_MS) {
    due += pause;
    if (sinceChangeMs < due) return pause;
  }
  return null;
}

function decimalOf(deal: CrmRecord, name: string): Decimal | null {
  const value = text(deal, name);
  return value === null ? null : guarded(deal, name, () => parseDecimal(value, name));
}

import type { Money } from '../money.ts';
import type { Deal } from './evidence.ts';

/**
 * What is left of a deal's amount after what was paid back to the client (R9), in deal and company currency; null while
 * there is no readable amount. Never below zero: a negative amount, or a refund larger than the deal, leaves nothing.
 */
export function netAmount({ amount, refunded }: Pick<Deal, 'amount' | 'refunded'>): {
  readonly inDeal: Money;
  readonly inHome: Money | null;
} | null {
  if (amount.kind !== 'known') return null;
  const gross = atLeastZero(amount.inDeal.minor);
  const left = atLeastZero(gross - (refunded?.minor ?? 0n));
  return {
    inDeal: { ...amount.inDeal, minor: left },
    inHome:
      amount.inHome === null
        ? null
        : { ...amount.inHome, minor: inProportion(atLeastZero(amount.inHome.minor), left, gross) },
  };
}

function atLeastZero(minor: bigint): bigint {
  return minor > 0n ? minor : 0n;
}

/** whole × left ÷ gross, rounded half up; all are zero or more. */
function inProportion(whole: bigint, left: bigint, gross: bigint): bigint {
  return gross === left ? whole : (whole * left * 2n + gross) / (gross * 2n);
}

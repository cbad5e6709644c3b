import { Decimal } from 'decimal.js';

/** An amount in whole minor units of its currency (cents, yen, fils). Never a float. */
export type Money = { readonly minor: bigint; readonly currency: string };

// ISO 4217: currencies whose minor unit is not 1/100.
const EXPONENTS: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
  ...'CLF UYW'.split(' ').map((code) => [code, 4]),
]);

// The runtime's list lacks units of account such as CLF.
const KNOWN = new Set([...Intl.supportedValuesOf('currency'), ...Object.keys(EXPONENTS)]);

// Amounts a portal can hold have at most 15 digits before the point; more is a mistake, not money.
const LIMIT = new Decimal('1e15');

/** True for an ISO 4217 code, upper case. */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** Digits after the decimal point of a currency: EUR 2, JPY 0, KWD 3 (ISO 4217). Throws on an unknown code. */
export function exponentOf(currency: string): number {
  if (!isCurrency(currency))
    throw new TypeError(`currency: ${JSON.stringify(currency)} is not an ISO 4217 code`);
  return EXPONENTS[currency] ?? 2;
}

/**
 * Reads a decimal as HubSpot returns it, also the long tails of binary doubles, and rounds half away
 * from zero to the currency's minor unit. Throws a TypeError for anything that is no finite decimal.
 */
export function parseMoney(text: string, currency: string, what = 'amount'): Money {
  const value = parseDecimal(text, what);
  if (value.abs().gte(LIMIT)) throw new TypeError(`${what}: ${text} is out of range (below 10^15 expected)`);
  return { minor: toMinor(value, currency), currency };
}

/** Reads a plain decimal number. Throws a TypeError that names `what` otherwise. */
export function parseDecimal(text: string, what = 'number'): Decimal {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(text.trim())) {
    throw new TypeError(`${what}: ${JSON.stringify(text)} is not a number`);
  }
  return new Precise(text.trim());
}

/** Rounds a decimal in major units half away from zero to minor units. */
export function toMinor(value: Decimal, currency: string): bigint {
  // Rounded before it is scaled: arithmetic cuts to so many digits, and would round a long tail twice.
  const rounded = new Precise(value).toDecimalPlaces(exponentOf(currency), Decimal.ROUND_HALF_UP);
  return BigInt(rounded.times(new Precise(10).pow(exponentOf(currency))).toFixed());
}

// Enough digits for 10^15 with a 52-digit binary tail, so that nothing is rounded before we round it.
const Precise = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });

/** Plain decimal text of an amount, as HubSpot takes it: `8640.00`, `-12.5` never appears. */
export function toDecimalText({ minor, currency }: Money): string {
  const exponent = exponentOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  const text = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return minor < 0n ? `-${text}` : text;
}

/** For people: `EUR 8,640.00`. */
export function formatMoney(money: Money): string {
  const [whole = '', fraction] = toDecimalText(money).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${money.currency} ${fraction === undefined ? grouped : `${grouped}.${fraction}`}`;
}

/**
 * Splits `total` in proportion to whole-number weights by largest remainder; ties go to the earlier place.
 * The parts always add up to the total. All weights zero: every part is zero only if the total is; otherwise
 * the split is undefined and a RangeError is thrown.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new RangeError('weights must not be negative');
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) {
    if (total === 0n) return weights.map(() => 0n);
    throw new RangeError('an amount cannot be split over weights that are all zero');
  }
  const sign = total < 0n ? -1n : 1n;
  const size = total * sign;
  const parts = weights.map((weight) => (size * weight) / sum);
  const order = weights
    .map((weight, place) => ({ place, remainder: (size * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1));
  let left = size - parts.reduce((a, b) => a + b, 0n);
  for (const { place } of order) {
    if (left === 0n) break;
    parts[place] = (parts[place] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts.map((part) => part * sign);
}

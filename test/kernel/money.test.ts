import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  allocate,
  exponentOf,
  formatMoney,
  isCurrency,
  parseDecimal,
  parseMoney,
  toDecimalText,
  toMinor,
} from '../../src/money.ts';
import { LAW_RUNS } from '../attribution/law-runs.ts';

describe('reading an amount', () => {
  test.each<[string, string, bigint]>([
    ['8000', 'EUR', 800_000n],
    ['8000.5', 'EUR', 800_050n],
    ['.5', 'EUR', 50n],
    ['5.', 'EUR', 500n],
    ['+1.00', 'EUR', 100n],
    [' 12 ', 'EUR', 1200n],
    ['0.90000000000000002220446049250313080847263336181640625', 'EUR', 90n],
    ['1.005', 'EUR', 101n],
    ['1.00499999999999989341858963598497211933135986328125', 'EUR', 100n],
    ['-1.005', 'EUR', -101n],
    ['-0.004', 'EUR', 0n],
    ['1e3', 'EUR', 100_000n],
    ['1.5E-2', 'EUR', 2n],
    ['1e-400', 'EUR', 0n],
    ['100.5', 'JPY', 101n],
    ['-100.5', 'JPY', -101n],
    ['1.2345', 'KWD', 1235n],
    ['0.00005', 'CLF', 1n],
    ['999999999999999.99', 'EUR', 99_999_999_999_999_999n],
  ])('%s %s', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual({ minor, currency });
  });

  test('a tail of any length is rounded once', () => {
    expect(parseMoney(`0.004${'9'.repeat(200)}`, 'EUR').minor).toBe(0n);
  });

  test.each([
    '',
    ' ',
    'abc',
    '1,000',
    '1.2.3',
    '0x10',
    'NaN',
    'Infinity',
    '1e',
    '--1',
    '1 000',
    '.',
    '1e9999',
  ])('%p is not a number', (text) => {
    expect(() => parseMoney(text, 'EUR', 'deal 7: amount')).toThrow(
      new TypeError(`deal 7: amount: ${JSON.stringify(text)} is not a number`),
    );
  });

  test.each(['1e15', '-1000000000000000', '1e400'])('%s is out of range', (text) => {
    expect(() => parseMoney(text, 'EUR')).toThrow(`amount: ${text} is out of range (below 10^15 expected)`);
  });

  test('a currency that does not exist is an error, never two decimals', () => {
    expect(() => parseMoney('1', 'XYZ')).toThrow('currency: "XYZ" is not an ISO 4217 code');
    expect(() => parseMoney('1', 'eur')).toThrow('currency: "eur" is not an ISO 4217 code');
    expect([isCurrency('EUR'), isCurrency('euro'), isCurrency('')]).toEqual([true, false, false]);
  });

  test('each currency has the digits of ISO 4217', () => {
    expect(['EUR', 'JPY', 'KWD', 'ISK', 'TND', 'CLF'].map(exponentOf)).toEqual([2, 0, 3, 0, 3, 4]);
  });
});

describe('writing an amount', () => {
  test.each<[bigint, string, string, string]>([
    [864_000n, 'EUR', '8640.00', 'EUR 8,640.00'],
    [5n, 'EUR', '0.05', 'EUR 0.05'],
    [-5n, 'EUR', '-0.05', 'EUR -0.05'],
    [0n, 'EUR', '0.00', 'EUR 0.00'],
    [1_234_567n, 'JPY', '1234567', 'JPY 1,234,567'],
    [-1_234_567n, 'KWD', '-1234.567', 'KWD -1,234.567'],
  ])('%d %s', (minor, currency, text, words) => {
    expect([toDecimalText({ minor, currency }), formatMoney({ minor, currency })]).toEqual([text, words]);
  });

  test('what was written is read back', () => {
    const money = fc.record({
      minor: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      currency: fc.constantFrom('EUR', 'KWD', 'CLF'),
    });
    fc.assert(
      fc.property(money, (each) => {
        expect(parseMoney(toDecimalText(each), each.currency)).toEqual(each);
      }),
      LAW_RUNS,
    );
  });

  test('rounding is symmetric about zero', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        (n, currency) => {
          const text = `${n / 10_000}`;
          expect(toMinor(parseDecimal(`-${text}`), currency)).toBe(-toMinor(parseDecimal(text), currency));
        },
      ),
      LAW_RUNS,
    );
  });
});

describe('splitting an amount', () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 8 });
  const total = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
  const splittable = weights.filter((each) => each.some((weight) => weight > 0n));

  test('the parts add up to the whole, each within one minor unit of its exact share', () => {
    fc.assert(
      fc.property(total, splittable, (whole, each) => {
        const parts = allocate(whole, each);
        const sum = each.reduce((a, b) => a + b, 0n);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(whole);
        for (const [place, part] of parts.entries()) {
          const error = part * sum - whole * (each[place] ?? 0n);
          expect(error < sum && error > -sum).toBe(true);
        }
      }),
      LAW_RUNS,
    );
  });

  test('the split of a negative amount mirrors that of the positive one', () => {
    fc.assert(
      fc.property(total, splittable, (whole, each) => {
        expect(allocate(-whole, each)).toEqual(allocate(whole, each).map((part) => -part));
      }),
      LAW_RUNS,
    );
  });

  test.each<[bigint, bigint[], bigint[]]>([
    [1_000_001n, [1n, 1n, 1n], [333_334n, 333_334n, 333_333n]],
    [1_000_001n, [40n, 20n, 40n], [400_001n, 200_000n, 400_000n]],
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [1n, [1n, 2n], [0n, 1n]],
    [5n, [0n, 1n], [0n, 5n]],
    [0n, [0n, 0n], [0n, 0n]],
    [0n, [], []],
  ])('%d over %p', (whole, each, parts) => {
    expect(allocate(whole, each)).toEqual(parts);
  });

  test('what cannot be split is an error', () => {
    expect(() => allocate(1n, [0n, 0n])).toThrow(RangeError);
    expect(() => allocate(1n, [])).toThrow(RangeError);
    expect(() => allocate(1n, [2n, -1n])).toThrow('weights must not be negative');
  });
});

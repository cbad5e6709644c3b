import { describe, expect, test } from '@jest/globals';
import { homeAmountDiffers, rereadDelay } from '../../src/jobs/rate-agreement.ts';

const deal = (amount: string | null, rate: string | null, home: string | null) => ({
  id: '1',
  properties: { amount, hs_exchange_rate: rate, amount_in_home_currency: home },
});

describe('the amount in company currency', () => {
  test.each([
    ['is the amount times the rate', '1000', '0.9', '900', 'EUR', false],
    ['may be one cent away', '1000', '0.9', '900.01', 'EUR', false],
    ['may not be two cents away', '1000', '0.9', '900.02', 'EUR', true],
    ['may be a millionth away', '100000000', '0.9', '90000090', 'EUR', false],
    ['may not be more than a millionth away', '100000000', '0.9', '90000091', 'EUR', true],
    ['may be one yen away', '10.4', '100', '1041', 'JPY', false],
    ['may not be two yen away', '10.4', '100', '1042', 'JPY', true],
    ['may not be two fils away', '1', '1', '1.002', 'KWD', true],
    ['may be below nothing', '-1000', '0.9', '-900.01', 'EUR', false],
    [
      'may have the tail of a binary double',
      '1',
      '0.90000000000000002220446049250313080847263336181640625',
      '0.9',
      'EUR',
      false,
    ],
    ['must be there when a rate is', '1000', '0.9', null, 'EUR', true],
    ['is not judged without a rate', '1000', null, '77', 'EUR', false],
    ['is not judged without an amount', null, '0.9', '77', 'EUR', false],
  ])('%s', (_what, amount, rate, home, currency, differs) => {
    expect(homeAmountDiffers(deal(amount, rate, home), currency)).toBe(differs);
  });

  test('a rate that is no number is an error that names it', () => {
    expect(() => homeAmountDiffers(deal('1', 'much', '1'), 'EUR')).toThrow(
      'record 1: hs_exchange_rate "much" is not a number',
    );
  });
});

test('a deal is read again 5 s, 30 s and 5 min after it changed, and then no more', () => {
  const first = rereadDelay(2_000) ?? 0;
  const second = rereadDelay(2_000 + first) ?? 0;
  const third = rereadDelay(2_000 + first + second) ?? 0;
  expect([first, second, third]).toEqual([5_000, 30_000, 300_000]);
  expect(rereadDelay(2_000 + first + second + third)).toBeNull();
  expect(rereadDelay(86_400_000)).toBeNull();
});

import { describe, expect, test } from '@jest/globals';
import type { DealAmount } from '../../src/attribution/evidence.ts';
import type { DealId } from '../../src/ids.ts';
import { createPatience, isBehind } from '../../src/jobs/rate-agreement.ts';
import { parseMoney } from '../../src/money.ts';

const amountOf = (
  amount: string,
  rate: string | null,
  home: string | null,
  currency: string,
): DealAmount => ({
  ...{ kind: 'known', inDeal: parseMoney(amount, 'USD'), rate },
  inHome: home === null ? null : parseMoney(home, currency),
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
    ['must be there when a rate is', '1000', '0.9', null, 'EUR', true],
    ['is not judged without a rate', '1000', null, '77', 'EUR', false],
  ])('%s', (_what, amount, rate, home, currency, behind) => {
    expect(isBehind(amountOf(amount, rate, home, currency))).toBe(behind);
  });

  test('is not judged without an amount', () => {
    expect(isBehind({ kind: 'missing' })).toBe(false);
  });
});

describe('a won deal whose figures do not agree', () => {
  const behind = amountOf('1000', '0.9', '1', 'EUR');
  const deal = { id: '1' as DealId, won: true, amount: behind };

  test('is read again 5 s, 30 s and 5 min after it changed, and then no more', () => {
    const patience = createPatience();
    let since = 2_000;
    const pauses = [1, 2, 3].map(() => {
      const pause = patience({ ...deal, sinceChangeMs: since }) ?? 0;
      since += pause;
      return pause;
    });
    expect(pauses).toEqual([5_000, 30_000, 300_000]);
    expect(patience({ ...deal, sinceChangeMs: since })).toBeNull();
    expect(createPatience()({ ...deal, sinceChangeMs: 86_400_000 })).toBeNull();
  });

  test('is read three times at most, however often it is changed meanwhile', () => {
    const patience = createPatience();
    const pauses = [1, 2, 3, 4].map(() => patience({ ...deal, sinceChangeMs: 0 }));
    expect(pauses).toEqual([5_000, 30_000, 300_000, null]);
  });

  test('is waited for no more once they agree, or it is not won', () => {
    const patience = createPatience();
    patience({ ...deal, sinceChangeMs: 0 });
    expect(patience({ ...deal, amount: amountOf('1000', '0.9', '900', 'EUR'), sinceChangeMs: 0 })).toBeNull();
    expect(patience({ ...deal, won: false, sinceChangeMs: 0 })).toBeNull();
    expect(patience({ ...deal, sinceChangeMs: 0 })).toBe(5_000);
  });
});

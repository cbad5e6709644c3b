import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { monthOf, summarise } from '../sandbox/portal/browser/pages/report/summary.ts';

describe('the sums of a report', () => {
  test('are exact, with the largest group first and the months in order', () => {
    const rows = [
      { group: 'Acme', month: '2026-02', value: '0.1' },
      { group: 'Beta', month: '2026-01', value: '5' },
      { group: 'Acme', month: '2026-01', value: '0.2' },
      { group: 'Acme', month: '2026-02', value: '-0.3' },
    ];
    expect(summarise(rows)).toEqual({
      months: ['2026-01', '2026-02'],
      groups: [
        { name: 'Beta', values: ['5', '0'], total: '5' },
        { name: 'Acme', values: ['0.2', '-0.2'], total: '0' },
      ],
      totals: ['5.2', '-0.2'],
      total: '5',
    });
  });

  test('do not depend on the order of the records', () => {
    const row = fc.record({
      group: fc.constantFrom('Acme', 'Beta', ''),
      month: fc.constantFrom('2026-01', '2026-02'),
      value: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2)),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(summarise(rows.toReversed())).toEqual(summarise(rows));
      }),
    );
  });

  test('put a point in time into the month of the portal, and a day into its own', () => {
    expect(monthOf('2026-01-31T23:30:00.000Z', false, 'Europe/Berlin')).toBe('2026-02');
    expect(monthOf('2026-01-31', true, 'America/New_York')).toBe('2026-01');
    expect(monthOf('1769900400000', false, 'Europe/Berlin')).toBe('2026-02');
    expect(monthOf('', true, 'UTC')).toBe('');
  });
});

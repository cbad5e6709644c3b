import { describe, expect, test } from '@jest/globals';
import { differences } from '../../src/jobs/differences.ts';

describe('differences', () => {
  test.each<[string | null, string | null]>([
    ['10', '10.00'],
    ['-0.5', '-0.50'],
    ['0', '0.00'],
    [null, null],
    [null, ''],
    ['a', 'a'],
    ['2026-03-02T09:00:00Z', '2026-03-02T09:00:00.000Z'],
    ['2026-03-02T09:00:00Z', '2026-03-02T10:00:00+01:00'],
    ['2026-03-02', '2026-03-02'],
  ])('%j is %j: nothing is written', (wanted, actual) => {
    expect(differences({ x: wanted }, { x: actual })).toEqual({});
  });

  test.each<[string | null, string | null, string]>([
    ['10.01', '10', '10.01'],
    ['0', null, '0'],
    [null, '0', ''],
    ['a', 'A', 'a'],
    ['2026-03-02', '2026-03-03', '2026-03-02'],
    ['2026-03-02T09:00:00Z', '2026-03-02T09:00:01Z', '2026-03-02T09:00:00Z'],
  ])('%j is not %j: %j is written', (wanted, actual, written) => {
    expect(differences({ x: wanted }, { x: actual })).toEqual({ x: written });
  });

  test('a property that was never read is empty, and one we do not want is left alone', () => {
    expect(differences({ x: 'a', y: null }, { z: 'b' })).toEqual({ x: 'a' });
  });

  test('long numbers that differ are not the same number', () => {
    expect(differences({ id: '9007199254740993' }, { id: '9007199254740992' })).toEqual({
      id: '9007199254740993',
    });
  });
});

import { describe, expect, test } from '@jest/globals';
import { compareIds, type DealId, parseId } from '../../src/ids.ts';

describe('ids of HubSpot', () => {
  test.each<[unknown, string]>([
    ['332507367156', '332507367156'],
    [332_507_367_156, '332507367156'],
    ['9223372036854775807', '9223372036854775807'],
    ['1', '1'],
  ])('%p is one', (value, id) => {
    expect(parseId<DealId>(value, 'deal')).toBe(id);
  });

  test.each<[unknown]>([
    ['0'],
    ['007'],
    [0],
    [-1],
    ['-1'],
    [1.5],
    ['1.0'],
    ['1e3'],
    [2 ** 53],
    [Number.NaN],
    ['92233720368547758070'],
    [' 1'],
    ['1\n'],
    [''],
    [null],
    [undefined],
    [['1']],
    [{}],
  ])('%p is none', (value) => {
    expect(() => parseId<DealId>(value, 'deal')).toThrow(
      `deal: ${JSON.stringify(value)} is not a HubSpot id`,
    );
  });

  test('ids are ordered as numbers', () => {
    expect(['1000', '999', '10', '9', '10'].sort(compareIds)).toEqual(['9', '10', '10', '999', '1000']);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { CrmRecord } from '../../src/hubspot/batch-answer.ts';
import {
  date,
  dayOf,
  flag,
  instant,
  number,
  oneOf,
  recordedOn,
  requiredText,
  several,
  text,
  wholeNumber,
} from '../../src/hubspot/value.ts';

const holding = (value: string | null): CrmRecord => ({ id: '77', properties: { x: value } });
const of = (value: string | null) => holding(value);

describe('values of properties', () => {
  test('what is empty or was not asked for is null', () => {
    expect([text(of(''), 'x'), text(of(null), 'x'), text(of('a'), 'y'), text(of(' '), 'x')]).toEqual([
      null,
      null,
      null,
      ' ',
    ]);
    expect([date, instant, number, wholeNumber].map((read) => read(of(''), 'x'))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([several(of(null), 'x'), flag(of(null), 'x'), oneOf(of(null), 'x', ['a'])]).toEqual([
      [],
      false,
      null,
    ]);
  });

  test('each kind is read', () => {
    expect([
      oneOf(of('b'), 'x', ['a', 'b']),
      several(of(';a;b'), 'x'),
      flag(of('true'), 'x'),
      flag(of('false'), 'x'),
      number(of('0.10000000000000001'), 'x'),
      wholeNumber(of('180.0'), 'x'),
    ]).toEqual(['b', ['a', 'b'], true, false, 0.1, 180]);
  });

  test('a date comes as a day or as an instant of it in UTC', () => {
    expect(
      ['2026-03-02', '1772409600000', '2026-03-02T00:00:00Z'].map((value) => date(of(value), 'x')),
    ).toEqual(['2026-03-02', '2026-03-02', '2026-03-02']);
  });

  test('an instant is one, however it is written, and falls on a day of the portal', () => {
    const at = Date.parse('2026-03-02T23:30:00Z');
    const spellings = [
      '2026-03-02T23:30:00Z',
      '2026-03-02T23:30:00.000Z',
      '2026-03-03T00:30:00+01:00',
      String(at),
    ];
    expect(spellings.map((value) => instant(of(value), 'x'))).toEqual(spellings.map(() => at));
    expect(dayOf(of('2026-03-02T23:30:00Z'), 'x', 'Europe/Berlin')).toBe('2026-03-03');
  });

  test('a record says when it was made in one of three ways', () => {
    const made = (properties: Record<string, string | null>, createdAt?: string) =>
      recordedOn({ id: '77', properties, ...(createdAt === undefined ? {} : { createdAt }) }, 'UTC');
    expect([
      made({ hs_createdate: '2026-01-01T00:00:00Z', createdate: '2026-01-02T00:00:00Z' }),
      made({ createdate: '2026-01-02T00:00:00Z' }, '2026-01-03T00:00:00Z'),
      made({}, '2026-01-03T00:00:00Z'),
    ]).toEqual(['2026-01-01', '2026-01-02', '2026-01-03']);
    expect(() => made({}, 'yesterday')).toThrow('record 77: hs_createdate is empty');
  });
});

describe('malformed values are errors that name record and property', () => {
  test.each<[string, (record: CrmRecord) => unknown, string]>([
    ['', (record) => requiredText(record, 'x'), 'is empty'],
    ['c', (record) => oneOf(record, 'x', ['a', 'b']), 'has the unknown value "c"'],
    ['yes', (record) => flag(record, 'x'), 'has the unknown value "yes"'],
    ['1,000', (record) => number(record, 'x'), '"1,000" is not a number'],
    ['1.5', (record) => wholeNumber(record, 'x'), 'is not a whole number'],
    ['2026-02-30', (record) => date(record, 'x'), '"2026-02-30" is not a date (YYYY-MM-DD)'],
    ['2026-03-02 or so', (record) => date(record, 'x'), '"2026-03-02 or so" is not a date and time'],
    ['5/1/2026', (record) => instant(record, 'x'), '"5/1/2026" is not a date and time'],
    ['2026-03-02T10:00:00', (record) => instant(record, 'x'), '"2026-03-02T10:00:00" is not a date and time'],
    [
      '99999999999999999',
      (record) => dayOf(record, 'x', 'UTC'),
      '"99999999999999999" is not a date and time',
    ],
  ])('%j', (value, read, what) => {
    expect(() => read(of(value))).toThrow(
      expect.objectContaining({
        ...{ code: 'input-invalid', retry: { kind: 'never' }, message: `record 77: x ${what}` },
        facts: { recordId: '77', property: 'x' },
      }),
    );
  });
});

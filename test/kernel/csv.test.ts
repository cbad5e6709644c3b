import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvLine, parseCsv } from '../../src/csv.ts';

test('a file from a spreadsheet is read: quotes, line breaks in fields, either line end, byte order mark', () => {
  expect(parseCsv('\uFEFFvalue,partner_id\r\n"Acme, ""Inc""",12\r\n"two\nlines",\r\n\r\n')).toEqual([
    ['value', 'partner_id'],
    ['Acme, "Inc"', '12'],
    ['two\nlines', ''],
  ]);
  expect(parseCsv('a;b\n1,5;2')).toEqual([
    ['a', 'b'],
    ['1,5', '2'],
  ]);
  expect(() => parseCsv('a,"b')).toThrow('a quoted field never ends');
});

test('what would run as a formula is disarmed, and read back as it was', () => {
  expect(csvLine(['=1+1', '@x', 'fine', '-5'])).toBe("'=1+1,'@x,fine,'-5");
  expect(parseCsv(csvLine(['=1+1', '-5']))).toEqual([['=1+1', '-5']]);
});

test('any cells that are written are read back', () => {
  // Carriage returns alone end no line of ours; the first line has no more semicolons than commas.
  const cell = fc.string().filter((text) => !/[\r;]/.test(text) && !/^'[=+\-@\t]/.test(text));
  const rows = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1 });
  fc.assert(
    fc.property(rows, (cells) => {
      expect(parseCsv(cells.map(csvLine).join('\n'))).toEqual(cells);
    }),
    { numRuns: 200 },
  );
});

/**
 * Reads comma-separated values as spreadsheets write them: quoted fields with commas, line breaks and doubled quotes;
 * either line end; a byte order mark. Where the first line holds more semicolons than commas, those separate. Throws a
 * TypeError for a quote that never ends.
 */
export function parseCsv(text: string): string[][] {
  const body = text.replace(/^\uFEFF/, '');
  const [head = ''] = body.split('\n', 1);
  const separator = head.split(';').length > head.split(',').length ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < body.length) {
    const field = readField(body, at, separator);
    row.push(plain(field.value));
    at = field.end + 1;
    if (body[field.end] === separator) continue;
    rows.push(row);
    row = [];
  }
  // The last field is empty and no line end follows it.
  if (row.length > 0) rows.push([...row, '']);
  return rows.filter((cells) => cells.some((cell) => cell !== ''));
}

/** One line of such a file, without its end. What a spreadsheet would run as a formula is disarmed. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => quoted(FORMULA.test(cell) ? `'${cell}` : cell)).join(',');
}

const FORMULA = /^[=+\-@\t\r]/;

/** A field from `at` on; `end` is where its separator or line end stands. */
function readField(body: string, at: number, separator: string): { value: string; end: number } {
  if (body[at] !== '"') {
    let end = at;
    while (end < body.length && body[end] !== separator && body[end] !== '\n') end += 1;
    return { value: body.slice(at, end).replace(/\r$/, ''), end };
  }
  let value = '';
  for (let from = at + 1; ; ) {
    const close = body.indexOf('"', from);
    if (close === -1) throw new TypeError('a quoted field never ends');
    value += body.slice(from, close);
    if (body[close + 1] !== '"') {
      const end = body[close + 1] === '\r' ? close + 2 : close + 1;
      return { value, end };
    }
    value += '"';
    from = close + 2;
  }
}

function quoted(cell: string): string {
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Undoes what `csvLine` put before a formula. */
function plain(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

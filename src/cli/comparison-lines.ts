import type { Comparison } from '../attribution/comparison.ts';
import { formatMoney } from '../money.ts';

/** `Acme       sourced      EUR 8,000.00 → EUR 4,000.00   EUR -4,000.00`, one line per partner, role and currency. */
export function comparisonLines(
  totals: readonly Comparison[],
  nameOf: (partnerId: string) => string,
): string[] {
  const rows = totals.map(({ partnerId, role, currency, before, after }) => [
    nameOf(partnerId),
    role === 'sourced_expansion' ? 'expansion' : role,
    formatMoney({ minor: before, currency }),
    formatMoney({ minor: after, currency }),
    signed(after - before, currency),
  ]);
  const sums = sumsByCurrency(totals).map(({ currency, before, after }) => [
    'All partners',
    '',
    formatMoney({ minor: before, currency }),
    formatMoney({ minor: after, currency }),
    signed(after - before, currency),
  ]);
  return table([['Partner', 'Role', 'Now', 'Then', 'Change'], ...rows, ...sums], [0, 1]);
}

/** Names of partners on each side of a deal that changes. */
export function changeInWords(
  comparisons: readonly Comparison[],
  nameOf: (partnerId: string) => string,
): string {
  return comparisons
    .filter(({ before, after }) => before !== after)
    .map(({ partnerId, role, currency, before, after }) => {
      const word = role === 'sourced_expansion' ? 'expansion' : role;
      const [from, to] = [before, after].map((minor) => formatMoney({ minor, currency }));
      return `${nameOf(partnerId)} ${word} ${from} → ${to}`;
    })
    .join('; ');
}

function sumsByCurrency(totals: readonly Comparison[]) {
  return [...Map.groupBy(totals, (each) => each.currency)].map(([currency, all]) => ({
    currency,
    before: all.reduce((sum, each) => sum + each.before, 0n),
    after: all.reduce((sum, each) => sum + each.after, 0n),
  }));
}

function signed(minor: bigint, currency: string): string {
  return minor === 0n ? '=' : `${minor > 0n ? '+' : ''}${formatMoney({ minor, currency })}`;
}

/** Columns as wide as their longest cell; those named stand left, the others right. */
function table(rows: readonly (readonly string[])[], left: readonly number[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return left.includes(column) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

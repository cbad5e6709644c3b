import type { Comparison } from '../attribution/comparison.ts';
import { ROLES, type Role } from '../attribution/role.ts';
import { formatMoney } from '../money.ts';

/** `Acme       sourced      EUR 8,000.00 → EUR 4,000.00   EUR -4,000.00`, one line per partner, role and currency. */
export function comparisonLines(
  totals: readonly Comparison[],
  nameOf: (partnerId: string) => string,
): string[] {
  const rows = totals.map(({ partnerId, role, currency, before, after }) => [
    nameOf(partnerId),
    wordOf(role),
    formatMoney({ minor: before, currency }),
    formatMoney({ minor: after, currency }),
    signed(after - before, currency),
  ]);
  const sums = sumsByRole(totals).map(({ role, currency, before, after }) => [
    'All partners',
    wordOf(role),
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
      const [from, to] = [before, after].map((minor) => formatMoney({ minor, currency }));
      return `${nameOf(partnerId)} ${wordOf(role)} ${from} → ${to}`;
    })
    .join('; ');
}

/** Each role on its own: sourced and influenced are never added (attribution §3). */
function sumsByRole(totals: readonly Comparison[]) {
  const groups = Map.groupBy(totals, ({ role, currency }) => `${currency} ${ROLES.indexOf(role)}`);
  const inOrder = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.flatMap(([, all]) => {
    const [first] = all;
    if (first === undefined) return [];
    const sum = (side: 'before' | 'after') => all.reduce((minor, each) => minor + each[side], 0n);
    return [{ role: first.role, currency: first.currency, before: sum('before'), after: sum('after') }];
  });
}

function wordOf(role: Role): string {
  return role === 'sourced_expansion' ? 'expansion' : role;
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

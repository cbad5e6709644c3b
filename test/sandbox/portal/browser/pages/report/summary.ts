import { Decimal } from 'decimal.js';

export type Row = { readonly group: string; readonly month: string; readonly value: string };

/** Sums by group and month; every figure an exact decimal text. */
export type Summary = {
  readonly months: readonly string[];
  readonly groups: readonly {
    readonly name: string;
    /** By month, in the order of `months`. */
    readonly values: readonly string[];
    readonly total: string;
  }[];
  readonly totals: readonly string[];
  readonly total: string;
};

/** Adds up rows as HubSpot's single-object report does: groups by size, months in order. */
export function summarise(rows: readonly Row[]): Summary {
  const months = [...new Set(rows.map((row) => row.month))].toSorted();
  const names = [...new Set(rows.map((row) => row.group))];
  const groups = names.map((name) => {
    const own = rows.filter((row) => row.group === name);
    return { name, values: byMonth(own, months), total: sumOf(own) };
  });
  return {
    months,
    groups: groups.toSorted(
      (a, b) => new Decimal(b.total).comparedTo(a.total) || a.name.localeCompare(b.name),
    ),
    totals: byMonth(rows, months),
    total: sumOf(rows),
  };
}

function byMonth(rows: readonly Row[], months: readonly string[]): readonly string[] {
  return months.map((month) => sumOf(rows.filter((row) => row.month === month)));
}

function sumOf(rows: readonly Row[]): string {
  return rows.reduce((sum, row) => sum.plus(row.value), new Decimal(0)).toFixed();
}

/** Month of a date or a point in time, in the portal's time zone: `2026-11`; empty for no date. */
export function monthOf(value: string | null | undefined, isDay: boolean, timeZone: string): string {
  if (!value) return '';
  const date = new Date(/^\d+$/.test(value) ? Number(value) : value);
  if (Number.isNaN(date.getTime())) return '';
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    timeZone: isDay ? 'UTC' : timeZone,
  }).formatToParts(date);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}

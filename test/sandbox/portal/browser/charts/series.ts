import type { ChartAxis, ChartColor, ChartDataRow, ChartProps } from '@hubspot/ui-extensions';

export type Series = { readonly name: string; readonly colour: string; readonly values: readonly number[] };

/** A chart's data, row by category and colour, ready to draw. */
export type ChartData = {
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  readonly stacked: boolean;
  /** Upper end of the y axis and its lines. */
  readonly ticks: readonly number[];
};

const colours: Readonly<Record<ChartColor, string>> = {
  orange: '#fb8b6a',
  aqua: '#4fbfc4',
  purple: '#8d86c9',
  yellow: '#f3b94d',
  pink: '#e07ba7',
  blue: '#5a9bd5',
  green: '#63b58c',
  darkOrange: '#d0562f',
  darkAqua: '#12848a',
  darkPurple: '#5c54a4',
  darkYellow: '#b27b0e',
  darkPink: '#b1447a',
  darkBlue: '#2b6ca3',
  darkGreen: '#2f7d58',
};
const order: readonly ChartColor[] = [
  ...(['orange', 'aqua', 'purple', 'yellow', 'blue', 'green', 'pink'] as const),
  ...(['darkOrange', 'darkAqua', 'darkPurple', 'darkYellow', 'darkBlue', 'darkGreen', 'darkPink'] as const),
];

export function chartDataOf({ data, axes, options }: ChartProps): ChartData {
  const rows = Array.isArray(data) ? data : data.data;
  const labels = Array.isArray(data) ? undefined : data.options?.propertyLabels;
  const group = axes.options?.groupFieldByColor;
  const named = (field: string, value: string) => labels?.[field]?.[value] ?? value;
  const categories = distinct(rows.map((row) => categoryOf(row, axes.x, named)));
  const groups =
    group === undefined ? [''] : distinct(rows.map((row) => named(group, String(row[group] ?? ''))));
  const palette = options?.colorList ?? options?.colors ?? order;
  const series = groups.map((name, index) => ({
    name,
    colour: colours[axes.options?.colors?.[name] ?? palette[index % palette.length] ?? 'orange'],
    values: categories.map((category) =>
      rows
        .filter((row) => categoryOf(row, axes.x, named) === category)
        .filter((row) => group === undefined || named(group, String(row[group] ?? '')) === name)
        .reduce((sum, row) => sum + Number(row[axes.y.field] ?? 0), 0),
    ),
  }));
  const stacked = axes.options?.stacking ?? false;
  return { categories, series, stacked, ticks: ticksTo(highest(series, categories.length, stacked)) };
}

export function formatNumber(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}

function categoryOf(
  row: ChartDataRow,
  axis: ChartAxis,
  named: (field: string, value: string) => string,
): string {
  const value = row[axis.field] ?? '';
  if (axis.fieldType !== 'datetime') return named(axis.field, String(value));
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString().slice(0, 10);
}

function highest(series: readonly Series[], count: number, stacked: boolean): number {
  const at = (index: number) => series.map((one) => one.values[index] ?? 0);
  const heights = Array.from({ length: count }, (_, index) =>
    stacked ? at(index).reduce((sum, value) => sum + value, 0) : Math.max(0, ...at(index)),
  );
  return Math.max(0, ...heights);
}

/** Round steps of 1, 2 or 5 × a power of ten, four at most. */
function ticksTo(top: number): readonly number[] {
  if (top <= 0) return [0, 1];
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, index) => index * step);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

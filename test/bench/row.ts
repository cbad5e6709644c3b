/** One line of the table: what was measured, and against what. */
export type Row = {
  readonly what: string;
  readonly ours: string;
  readonly comparison: string;
  readonly ratio: string;
  readonly target: string;
  /** Null: nothing was promised. */
  readonly met: boolean | null;
};

const HEADS = ['what', 'ours', 'compared with', 'ratio', 'target', 'met'] as const;

/** The table as text, columns below each other; also fit for a document. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ what, ours, comparison, ratio, target, met }) => [
    ...[what, ours, comparison, ratio, target],
    met === null ? '' : met ? 'yes' : 'NO',
  ]);
  const widths = HEADS.map((head, at) =>
    Math.max(head.length, ...cells.map((line) => line[at]?.length ?? 0)),
  );
  const line = (all: readonly string[]) =>
    `| ${all.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line([...HEADS]), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value that so large a part of all numbers does not exceed. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

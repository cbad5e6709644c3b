import { dayIn, formatDay } from '../calendar.ts';
import type { Period } from '../jobs/periods.ts';
import { formatMoney } from '../money.ts';
import type { PeriodLine, PeriodSums } from '../store/period-sums.ts';

/** `2026-03  closed 2 Apr 2026 by Kim  EUR 8,000.00 sourced  as closed`. */
export function periodLine(period: Period, timeZone: string): string {
  const { month, sums, closed } = period;
  if (closed === null) return `${month}  open  ${sumsInWords(sums)}`;
  const day = formatDay(dayIn(timeZone, closed.closedAt.getTime()));
  return `${month}  closed ${day} by ${closed.closedBy}  ${sumsInWords(sums)}  ${stateInWords(period)}`;
}

/** `EUR 8,000.00 sourced, EUR 300.00 influenced`, by role and currency. */
export function sumsInWords({ lines }: PeriodSums): string {
  const groups = Map.groupBy(lines, (line) => `${line.homeCurrency} ${line.role}`);
  const words = [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const minor = others.reduce((sum, line) => sum + line.homeMinor, first.homeMinor);
    const role = first.role === 'sourced_expansion' ? 'expansion' : first.role;
    return [`${formatMoney({ minor, currency: first.homeCurrency })} ${role}`];
  });
  return words.length === 0 ? 'nothing' : words.join(', ');
}

/** A month with whether it still is what it was when it was closed. */
export function periodAsJson({ month, sums, closed }: Period) {
  const moved =
    closed !== null && closed.snapshot !== null && closed.snapshot.fingerprint !== sums.fingerprint;
  return { month, ...sums, closed, moved };
}

function stateInWords(period: Period): string {
  const { sums, closed } = period;
  if (closed?.snapshot == null) return 'closed without keeping its sums';
  if (!periodAsJson(period).moved) return 'as closed';
  const changes = differences(closed.snapshot.lines, sums.lines);
  return `MOVED since it was closed: ${changes.length === 0 ? 'amounts between credits of one partner' : changes.join('; ')}`;
}

function differences(before: readonly PeriodLine[], now: readonly PeriodLine[]): string[] {
  const keyOf = (line: PeriodLine) => `partner ${line.partnerId} ${line.role} ${line.homeCurrency}`;
  const was = new Map(before.map((line) => [keyOf(line), line]));
  const is = new Map(now.map((line) => [keyOf(line), line]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const currency = (was.get(key) ?? is.get(key))?.homeCurrency ?? '';
    const [from, to] = [was.get(key)?.homeMinor ?? 0n, is.get(key)?.homeMinor ?? 0n];
    if (from === to) return [];
    return [`${key} ${formatMoney({ minor: from, currency })} → ${formatMoney({ minor: to, currency })}`];
  });
}

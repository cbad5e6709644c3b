import { dayIn, type Month, monthOf } from '../calendar.ts';
import { Problem } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { audit } from '../store/audit.ts';
import {
  type ClosedMonth,
  deleteClosedMonth,
  monthsOfLedger,
  readClosedMonths,
  saveClosedMonth,
} from '../store/closed-months.ts';
import type { Database, Transaction } from '../store/database.ts';
import { divertedDeals } from '../store/diverted-deals.ts';
import { countUnknown, type PeriodSums, sumMonth } from '../store/period-sums.ts';
import { lockPeriods } from '../store/periods.ts';
import type { Queue } from '../store/queue.ts';
import { readSettings } from '../store/settings.ts';
import { works } from './works.ts';

export type PeriodDeps = { readonly database: Database; readonly now: () => number };
export type PeriodPortal = { readonly id: PortalId; readonly timeZone: string };

/** A month of the books: what it adds up to now, and what it did when it was closed. */
export type Period = {
  readonly month: Month;
  readonly sums: PeriodSums;
  readonly closed: ClosedMonth | null;
};

/** Every month that is closed or has entries, the earliest first. */
export async function listPeriods({ database }: PeriodDeps, { id }: PeriodPortal): Promise<Period[]> {
  const [closed, used] = await Promise.all([readClosedMonths(database, id), monthsOfLedger(database, id)]);
  const months = [...new Set([...used, ...closed.map(({ month }) => month)])].sort();
  const periods: Period[] = [];
  for (const month of months) {
    const sums = await sumMonth(database, id, month);
    periods.push({ month, sums, closed: closed.find((each) => each.month === month) ?? null });
  }
  return periods;
}

/** What a person should know before relying on a month that was just closed. */
export type ClosingNote =
  | { readonly kind: 'earlier-months-open'; readonly months: readonly Month[] }
  | { readonly kind: 'amounts-missing'; readonly credits: number };

/**
 * Closes a month: keeps what it adds up to, and from then on its sums never move; later changes are posted to the
 * present month. Waits for whoever is posting, and nobody posts meanwhile. Throws a Problem for a month that is
 * closed already, or, unless forced, one that is not over yet in the portal's time zone.
 */
export async function closePeriod(
  { database, now }: PeriodDeps,
  portal: PeriodPortal,
  input: { readonly month: Month; readonly actor: string; readonly force: boolean },
): Promise<{ sums: PeriodSums; notes: ClosingNote[] }> {
  const { month, actor, force } = input;
  const present = monthOf(dayIn(portal.timeZone, now()));
  if (month >= present && !force)
    throw new Problem('input-invalid', `${month} is not over yet. --force closes it nevertheless.`);
  return database.transaction(async (tx) => {
    await lockPeriods(tx, portal.id);
    const sums = await sumMonth(tx, portal.id, month);
    const at = new Date(now());
    const saved = await saveClosedMonth(tx, portal.id, {
      ...{ month, closedAt: at, closedBy: actor },
      snapshot: sums,
    });
    if (!saved) throw new Problem('input-invalid', `${month} is closed already.`);
    const details = { force, fingerprint: sums.fingerprint };
    await audit(tx, portal.id, { actor, action: 'close-month', subject: month, details }, at);
    const closed = new Set((await readClosedMonths(tx, portal.id)).map((each) => each.month));
    const gaps = (await monthsOfLedger(tx, portal.id)).filter((each) => each < month && !closed.has(each));
    const unknown = await countUnknown(tx, portal.id, month);
    const notes: ClosingNote[] = [];
    if (gaps.length > 0) notes.push({ kind: 'earlier-months-open', months: gaps });
    if (unknown > 0) notes.push({ kind: 'amounts-missing', credits: unknown });
    return { sums, notes };
  });
}

/**
 * Opens a closed month again: what changes from now on is posted into it, and deals of which something was posted
 * elsewhere meanwhile are put in line, behind the day's work. Resolves to how many. Needs a reason, and a second person
 * where the portal's settings ask for one. Throws a Problem otherwise.
 */
export async function reopenPeriod(
  { database, now, queue }: PeriodDeps & { readonly queue: Pick<Queue, 'enqueue'> },
  portal: PeriodPortal,
  input: {
    readonly month: Month;
    readonly actor: string;
    readonly second: string | null;
    readonly reason: string;
  },
): Promise<number> {
  const { month, actor, second, reason } = input;
  if (reason.trim() === '') throw new Problem('input-invalid', 'A month is reopened for a reason: name it.');
  return database.transaction(async (tx) => {
    await lockPeriods(tx, portal.id);
    const { closedPeriodsNeedSecondPerson } = await readSettings(tx, portal.id);
    if (closedPeriodsNeedSecondPerson && !isAnother(second, actor))
      throw new Problem('input-invalid', `${month} needs a second person: name them with --second.`);
    const before = (await readClosedMonths(tx, portal.id)).find((each) => each.month === month);
    if (before === undefined) throw new Problem('input-invalid', `${month} is not closed.`);
    await deleteClosedMonth(tx, portal.id, month);
    const { closedAt, closedBy, snapshot } = before;
    const details = { reason, second, closedAt, closedBy, fingerprint: snapshot?.fingerprint ?? null };
    await audit(tx, portal.id, { actor, action: 'reopen-month', subject: month, details }, new Date(now()));
    return lookAtDiverted(queue, tx, portal.id, month);
  });
}

const PAGE = 1000;

async function lookAtDiverted(
  queue: Pick<Queue, 'enqueue'>,
  tx: Transaction,
  portalId: PortalId,
  month: Month,
): Promise<number> {
  let count = 0;
  for (let after = ''; ; ) {
    const deals = await divertedDeals(tx, portalId, month, { after, limit: PAGE });
    const last = deals.at(-1);
    if (last === undefined) return count;
    const looks = works(portalId, 'deal', deals).map((each) => ({ ...each, priority: 'low' as const }));
    await queue.enqueue(looks, tx);
    count += deals.length;
    after = last;
  }
}

function isAnother(second: string | null, first: string): boolean {
  const plain = (name: string) => name.trim().toLowerCase();
  return second !== null && plain(second) !== '' && plain(second) !== plain(first);
}

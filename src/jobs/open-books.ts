import type { Entry } from '../attribution/ledger.ts';
import { addMonths, dayIn, type Month, monthOf, parseDay } from '../calendar.ts';
import { Problem } from '../errors.ts';
import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { type ListPage, listPage } from '../hubspot/list.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import { audit } from '../store/audit.ts';
import { readClosedMonths, saveClosedMonth } from '../store/closed-months.ts';
import type { Transaction } from '../store/database.ts';
import { isLedgerEmpty } from '../store/empty-ledger.ts';
import { appendEntries, saveCreditRecord } from '../store/ledger.ts';
import { sumMonth } from '../store/period-sums.ts';
import { lockPeriods } from '../store/periods.ts';
import { CREDIT_VALUES } from './credit-edits.ts';
import { openingEntry } from './opening-entry.ts';
import { type Pause, patiently } from './patience.ts';
import { PAYMENT_PROPERTIES } from './payments.ts';
import type { JobDeps, Portal } from './portal.ts';

/**
 * Nothing is posted to an empty ledger while HubSpot has credits of ours: the database was lost, and its closed months
 * with it (R21). Costs one call, and only before the very first entry. Throws a Problem that says what to do; the work
 * waits.
 */
export async function assertOpened({ database }: JobDeps, portal: Portal): Promise<void> {
  if (!(await isLedgerEmpty(database, portal.id))) return;
  const { records } = await page(portal, ['credit_key'], null);
  if (records.some(isOurs)) throw lost(portal);
}

export type Opening = { readonly acceptDefaults: boolean };

/**
 * Opens the books after a lost database: credit records of closed months become the first entries, as they stand. The
 * months are those of an imported settings file, or, by default, every month before the present one from the first
 * record on. Resolves to the credits taken over; 0 where nothing was lost. Throws a Problem while neither was chosen.
 */
export async function openBooks(
  deps: JobDeps & { readonly pause: Pause },
  portal: Portal,
  { acceptDefaults }: Opening,
): Promise<number> {
  const { database, now } = deps;
  if (!(await isLedgerEmpty(database, portal.id))) return 0;
  const records = await allRecords(deps.pause, portal);
  if (records.length === 0) return 0;
  const imported = await readClosedMonths(database, portal.id);
  if (!acceptDefaults && imported.length === 0) throw lost(portal);
  const entries = records.map((record) => ({ record, entry: openingEntry(record) }));
  const present = monthOf(dayIn(portal.timeZone, now()));
  const months = imported.length > 0 ? imported.map(({ month }) => month) : monthsBefore(present, entries);
  const closed = new Set(months);
  const opening = onePerCredit(entries.filter(({ entry }) => closed.has(entry.month)));
  await database.transaction(async (tx) => {
    await lockPeriods(tx, portal.id);
    await post(tx, portal, opening, new Date(now()));
    for (const month of months) {
      const snapshot = await sumMonth(tx, portal.id, month);
      await saveClosedMonth(tx, portal.id, {
        month,
        closedAt: new Date(now()),
        closedBy: 'opening',
        snapshot,
      });
    }
    const details = { credits: opening.length, months: months.length, defaults: imported.length === 0 };
    const deed = { actor: 'reconcile', action: 'open-books', subject: 'ledger', details };
    await audit(tx, portal.id, deed, new Date(now()));
  });
  return opening.length;
}

type Opened = { readonly record: CrmRecord; readonly entry: Entry };

async function post(tx: Transaction, portal: Portal, opening: readonly Opened[], now: Date): Promise<void> {
  for (const { record, entry } of opening) {
    await appendEntries(tx, portal.id, {
      ...{ entries: [entry], present: new Map(), actor: 'opening', now },
      evidence: { opening: record.id },
      reasonOf: () => record.properties.reason ?? '',
    });
    // A record made in a deleted one's place has an addition behind its key (R41): that is as it should be.
    const written = { ...record.properties, credit_key: entry.creditKey };
    await saveCreditRecord(tx, portal.id, entry.creditKey, record.id, written);
  }
}

/** From the earliest record's month up to the one before the present. */
function monthsBefore(present: Month, entries: readonly Opened[]): Month[] {
  const first = entries.map(({ entry }) => entry.month).sort()[0] ?? present;
  const months: Month[] = [];
  for (let day = parseDay(`${first}-01`); monthOf(day) < present; day = addMonths(day, 1))
    months.push(monthOf(day));
  return months;
}

/** Of two records for one credit the one that counts is taken over; `reconcile` tells of the other. */
function onePerCredit(all: readonly Opened[]): Opened[] {
  const known = new Map<string, Opened>();
  for (const each of all) {
    const before = known.get(each.entry.creditKey);
    if (before === undefined || before.entry.status === 'reversed') known.set(each.entry.creditKey, each);
  }
  return [...known.values()];
}

async function allRecords(pause: Pause, portal: Portal): Promise<CrmRecord[]> {
  const records: CrmRecord[] = [];
  let after: string | null = null;
  do {
    const from: string | null = after;
    const names = ['credit_key', ...CREDIT_VALUES, ...PAYMENT_PROPERTIES];
    const found: ListPage = await patiently(pause, () => page(portal, names, from));
    records.push(...found.records.filter(isOurs));
    after = found.after;
  } while (after !== null);
  return records;
}

function page(portal: Portal, names: readonly string[], after: string | null): Promise<ListPage> {
  return listPage(portal.request, objectTypeIdOf(portal.schema, 'partner_credit'), names, after);
}

/** A record that we wrote has its key. */
function isOurs({ properties }: CrmRecord): boolean {
  return /^\d+:\d+:\w+:\d{4}-\d{2}/.test(properties.credit_key ?? '');
}

function lost(portal: Portal): Problem {
  return new Problem(
    'books-lost',
    `The database has no ledger of portal ${portal.id}, but HubSpot has credits: nothing is posted. Import the settings export (settings import FILE, then reconcile), or let every month before the present one count as closed (reconcile --accept-defaults).`,
  );
}

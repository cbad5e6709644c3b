import type { PartnerId } from '../ids.ts';
import { closeMonth, type WantedCredit } from './credit.ts';
import type { Role } from './decide.ts';
import { held, nothing } from './figure.ts';
import type { Credit, Entry, EntryKind } from './ledger.ts';
import { layCommission, type Ruling } from './payout.ts';
import { layRevenue } from './revenue.ts';
import { type Books, isLive, putAll, type Rows } from './rows.ts';
import { settle } from './settle.ts';
import { tellStanding } from './standing.ts';

/**
 * What was decided about the commission of a partner in a role; null: nothing. `reverse` also where another credit
 * takes the win over (a merged deal, a merged partner): it is no loss, and owed once.
 */
export type RulingOf = (partnerId: PartnerId, role: Role) => Ruling;

/**
 * The entries that bring the present credits of one deal to the wanted ones; none when they are there already: revenue
 * by month (R1), commission by what was paid (R8, R9), and where each row stands. What takes away comes first, so that
 * a reader between two entries sees too little, never double (R39).
 */
export function post(
  wanted: readonly WantedCredit[],
  present: Iterable<Credit>,
  books: Books,
  rulingOf: RulingOf = () => null,
): Entry[] {
  const credits = [...present];
  const owners = Map.groupBy([...wanted, ...credits], ownerOf);
  const entries = [...owners].flatMap(([owner, [first]]) =>
    postOne(
      wanted.find((credit) => ownerOf(credit) === owner),
      credits.filter((credit) => ownerOf(credit) === owner),
      books,
      first === undefined ? null : (rulingOf(first.partnerId, first.role) ?? takenOver(first, wanted)),
    ),
  );
  const ofKey = [...Map.groupBy(entries, (entry) => entry.creditKey).values()];
  return ofKey.sort((a, b) => turnOf(a) - turnOf(b)).flat();
}

type Owner = { readonly partnerId: PartnerId; readonly role: Role };

const ownerOf = (credit: Owner) => `${credit.partnerId}:${credit.role}`;

/** A partner whose role changed earns in the new one; the old one is no loss that clawback would leave alone. */
function takenOver({ partnerId, role }: Owner, wanted: readonly WantedCredit[]): Ruling {
  const own = wanted.filter((each) => each.partnerId === partnerId && each.role !== 'influenced');
  return own.length > 0 && own.every((each) => each.role !== role) ? 'reverse' : null;
}

/** Whose turn it is among the credits of a deal: less money, other reversals, more money, new credits. */
function turnOf(entries: readonly Entry[]): number {
  if (entries.reduce((sum, { home }) => sum + home.minor, 0n) < 0n) return 0;
  if (entries.every(({ kind }) => kind === 'reverse')) return 1;
  return entries.some(({ kind }) => kind === 'grant') ? 3 : 2;
}

/** One partner in one role on one deal. */
function postOne(
  asked: WantedCredit | undefined,
  present: readonly Credit[],
  books: Books,
  ruling: Ruling,
): Entry[] {
  const before: Rows = new Map(present.map((row) => [row.month, row]));
  const wanted = asked === undefined ? undefined : keepHomeCurrency(asked, present);
  const revenue = layRevenue(before, wanted, books);
  const paid = movePayment(revenue, wanted, books);
  const after = tellStanding(layCommission(paid, wanted, books, ruling), wanted, books, ruling);
  return [...after.values()].flatMap((row) =>
    settle(before.get(row.month), row, kindOf(row, wanted, { before, after, ruling })),
  );
}

function kindOf(
  row: Credit,
  wanted: WantedCredit | undefined,
  { before, after, ruling }: { before: Rows; after: Rows; ruling: Ruling },
): EntryKind {
  if (row.status === 'reversed') return 'reverse';
  if (wanted === undefined) return ruling === null ? 'reverse' : 'override';
  if (wanted.byHand) return 'override';
  const stands = [...before.values()].some(
    (was) => isLive(was) && after.get(was.month)?.status !== 'reversed',
  );
  return stands ? 'adjust' : 'grant';
}

/** A change of the company currency restates nothing: while the deal's amount stands, so do the figures (R50). */
function keepHomeCurrency(wanted: WantedCredit, rows: readonly Credit[]): WantedCredit {
  const [foreign] = rows.filter((row) => row.home.currency !== wanted.home.currency && row.home.minor !== 0n);
  if (foreign === undefined) return wanted;
  const { currency } = foreign.home;
  const inDeal = rows.reduce((sum, row) => sum + held(row.amount, wanted.amount.currency), 0n);
  if (inDeal !== wanted.amount.minor) return wanted;
  const minor = rows.reduce((sum, row) => sum + held(row.home, currency), 0n);
  return { ...wanted, home: { minor, currency, known: true } };
}

/** When the close date moves between open months, what was paid moves with it to the new row (R1). */
function movePayment(rows: Rows, wanted: WantedCredit | undefined, { isClosed }: Books): Rows {
  const target = wanted === undefined ? undefined : rows.get(closeMonth(wanted));
  if (target === undefined || target.paidOn !== null || isClosed(target.month)) return rows;
  const paid = [...rows.values()].find(
    (row) => row.paidOn !== null && row.status === 'reversed' && (row.commission?.minor ?? 0n) > 0n,
  );
  if (paid === undefined || paid.commission === null || isClosed(paid.month)) return rows;
  const { commission, payoutRate, paidOn, paymentReference, dueOn } = paid;
  const emptied = { ...paid, commission: nothing(commission.currency), paidOn: null, paymentReference: null };
  return putAll(rows, [emptied, { ...target, commission, payoutRate, paidOn, paymentReference, dueOn }]);
}

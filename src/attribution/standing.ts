import type { CreditStatus, WantedCredit } from './credit.ts';
import type { Credit } from './ledger.ts';
import { isAfterClawback, latestWin, type Ruling } from './payout.ts';
import type { Books, Rows } from './rows.ts';

/**
 * Says of each row where its commission stands; rows without one stay earned or reversed for life (R9). A closed month
 * keeps its sums, while what becomes of its commission is still told on its row.
 */
export function tellStanding(
  rows: Rows,
  wanted: WantedCredit | undefined,
  { today }: Books,
  ruling: Ruling,
): Rows {
  const all = [...rows.values()];
  const owed = all.reduce((total, row) => total + (row.commission?.minor ?? 0n), 0n);
  const paid = all
    .filter((row) => row.paidOn !== null)
    .reduce((total, row) => total + (row.commission?.minor ?? 0n), 0n);
  const win = latestWin(all);
  const undecided = owed > 0n && ruling === null && win !== undefined && isAfterClawback(win, today);
  const told = all.map((row): Credit => {
    const revenue = row.status === 'reversed' ? 'reversed' : 'earned';
    const { commission } = row;
    const settled = commission === null || (commission.minor === 0n && commission.known);
    if (settled) return { ...row, ...still(row, revenue, wanted) };
    const asked = wanted === undefined && undecided ? 'lost_after_clawback' : null;
    if (row.paidOn !== null) return { ...row, status: 'paid', hold: asked };
    if (commission.minor < 0n && paid > owed)
      return { ...row, status: 'payable', dueOn: row.creditedOn, hold: null };
    if (wanted === undefined) return lost(row, undecided);
    return { ...row, ...standingOf(wanted) };
  });
  return new Map(told.map((row) => [row.month, row]));
}

type Told = Pick<Credit, 'status' | 'dueOn' | 'hold'>;

function still(row: Credit, revenue: 'earned' | 'reversed', wanted: WantedCredit | undefined): Told {
  const isWaived = revenue === 'earned' && wanted?.commission?.standing.kind === 'waived';
  const status: CreditStatus =
    row.paidOn !== null && revenue === 'earned' ? 'paid' : isWaived ? 'waived' : revenue;
  return { status: row.commission === null ? revenue : status, dueOn: null, hold: null };
}

function standingOf({ commission }: WantedCredit): Told {
  const standing = commission?.standing ?? { kind: 'earned' as const };
  switch (standing.kind) {
    case 'earned':
      return { status: 'earned', dueOn: null, hold: null };
    case 'payable':
      return { status: 'payable', dueOn: standing.dueOn, hold: null };
    case 'on-hold':
      return { status: 'on_hold', dueOn: null, hold: standing.hold };
    case 'waived':
      return { status: 'waived', dueOn: null, hold: null };
  }
}

/** The win is gone and commission is left on the row: within the clawback window it nets to nothing with another row. */
function lost(row: Credit, undecided: boolean): Credit {
  if (undecided) return { ...row, status: 'on_hold', hold: 'lost_after_clawback' };
  return { ...row, status: row.dueOn === null ? 'earned' : 'payable', hold: null };
}

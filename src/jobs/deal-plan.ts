import type { WantedCredit } from '../attribution/credit.ts';
import type { Entry } from '../attribution/ledger.ts';
import type { Month } from '../calendar.ts';
import type { Revisions } from '../store/deal-revisions.ts';
import type { DecidedDeal } from '../store/deals.ts';
import type { StoredCredit } from '../store/ledger.ts';

/** What would become of one deal: the decision, and the entries that bring the ledger to it. Nothing is written yet. */
export type DealPlan = {
  readonly decided: DecidedDeal;
  readonly before: DecidedDeal | undefined;
  /** What its partners should have; none unless won. */
  readonly wanted: readonly WantedCredit[];
  readonly entries: readonly Entry[];
  readonly credits: readonly StoredCredit[];
  /** Decisions that had been kept of it before it was read; 0: none. */
  readonly revision: number;
  /** The deals of its referrals that it was planned with, each with the decisions kept of it then. */
  readonly considered: Revisions;
};

/** What the store knows of deals, beforehand. */
export type KnownDeals = {
  readonly closed: ReadonlySet<Month>;
  readonly credits: ReadonlyMap<string, readonly StoredCredit[]>;
  readonly decided: ReadonlyMap<string, DecidedDeal>;
  /** Decisions kept of them, asked before they were read. */
  readonly revisions: Revisions;
};

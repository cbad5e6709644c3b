/** What a piece of work is about: one record of one portal. Order matters only to `settle`. */
export const WORK_KINDS = [
  'privacy',
  'partner-nightly',
  'partner',
  'activity',
  'referral',
  'referral-values',
  'company',
  'deal-labels',
  'deal',
  'credit',
  'write-back',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export function isWorkKind(kind: string): kind is WorkKind {
  return WORK_KINDS.some((each) => each === kind);
}

/** The delivery that a piece of work goes back to. Work that waits already keeps its own, which is older. */
export type Cause = {
  readonly deliveryId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
};

export type Work = {
  readonly kind: WorkKind;
  readonly portalId: string;
  readonly recordId: string;
  /** Not before so many milliseconds from now. */
  readonly delayMs?: number;
  readonly cause?: Cause;
  /** Behind all other work of its kind: bulk edits and reading again at night (R47). */
  readonly priority?: 'low';
  /** Attempts made before it was told to wait. */
  readonly spent?: number;
};

/** What became of a piece of work. A wait costs no attempt; what is parked is visible until its record changes. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'parked' };

/** Work whose turn it is. */
export type QueuedWork = Work & {
  /** It may not fail again. */
  readonly lastAttempt: boolean;
  /** 1 is the first. */
  readonly attempt?: number;
  /** Its process ended with it so often that it is not begun any more. */
  readonly lost?: boolean;
};

/** Runs a batch of one kind; answers one outcome per work, in order. */
export type RunBatch = (kind: WorkKind, batch: readonly QueuedWork[]) => Promise<Outcome[]>;

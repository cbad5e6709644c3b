/**
 * The retry policy, whole: what is tried again, when, how often, and what happens then. Clients do not loop; the queue
 * runs the work again, and what it gives up on is parked, visibly (`dead-letters list`).
 */
export type Retry =
  /** It failed for a reason that may pass: try again, it counts as an attempt. */
  | { readonly kind: 'later' }
  /** We were told to wait: not a failed attempt. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** Trying again cannot succeed: park it, visibly. */
  | { readonly kind: 'never' };

const LATER = { kind: 'later' } as const;
const NEVER = { kind: 'never' } as const;
const wait = (ms: number) => ({ kind: 'wait', ms }) as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_MS = 24 * HOUR;

/** What each error means, unless who throws it knows better (a time that HubSpot named, an answer it never gave). */
export const RETRY_BY_CODE = {
  'config-invalid': NEVER,
  'input-invalid': NEVER,
  'hubspot-refused': NEVER,
  'hubspot-not-found': NEVER,
  'hubspot-unauthorized': LATER,
  'hubspot-conflict': LATER,
  'hubspot-unavailable': LATER,
  'hubspot-unexpected': LATER,
  'month-closed': LATER,
  'hubspot-rate-limited': wait(10_000),
  /** A record's lock lasts two seconds (hubspot.md 4.4). */
  'hubspot-locked': wait(2_000),
  'schema-missing': wait(MINUTE),
  'portal-disconnected': wait(15 * MINUTE),
  /** An empty database meets credits: a person chooses how to go on (docs/operations.md). */
  'books-lost': wait(15 * MINUTE),
} as const satisfies Readonly<Record<string, Retry>>;

export type ProblemCode = keyof typeof RETRY_BY_CODE;

/** HubSpot's word on 429, by the limit that was hit; a `Retry-After` it sends goes before. */
export const WAIT_BY_LIMIT: ReadonlyMap<string, number> = new Map([
  ['SECONDLY', 1_000],
  ['DAILY', 15 * MINUTE],
]);
export const LONGEST_WAIT_MS = HOUR;

/** Waits that whoever throws knows better than the code of the error. */
export const WAITS = {
  /** The token belongs to another portal: an admin puts it right. */
  otherPortal: wait(15 * MINUTE),
  /** HubSpot has not said yet whose token it is. */
  tokenOwner: wait(5_000),
  /** An answer about a token that does not say whether it may be had: no fault of the work that waits for it. */
  tokenUnclear: wait(5 * MINUTE),
  /** Decided anew, the difference goes to an open month. */
  monthClosed: wait(1_000),
} as const;

/**
 * Attempts at what fails for a passing reason. The pauses double from 5 to 10 seconds up to an hour, with chance in
 * them, so that what failed together does not come back together: given up on after about a day.
 */
export const ATTEMPTS = { most: 32, firstPauseSeconds: 5, longestPauseSeconds: 3_600 } as const;

/**
 * From this attempt on a batch that fails as a whole is tried in halves: one record that HubSpot stumbles over must
 * not take the others with it.
 */
export const SPLIT_FROM_ATTEMPT = 3;

/**
 * Long work that no queue holds (backfill, import, bulk): the pauses after a passing fault, given up on after the last;
 * being told to wait costs none of them, so many times at most. It goes on from its cursor when it is started again.
 */
export const LONG_WORK = { pausesMs: [2_000, 10_000, 30_000, 60_000], mostWaits: 200 } as const;

/** Backfill: deals that a server decided while they were planned are planned again at once, so many times in all. */
export const PLANS_OUTRUN = 5;

/** A delivery whose events could not be read so often is parked: `deliveries replay` reads it again. */
export const DELIVERY_ATTEMPTS = 5;

/** Learning what a portal is, at the start: the first pause, doubled up to the longest, without end. */
export const CONNECTING = { firstWaitMs: 15_000, longestWaitMs: 5 * MINUTE } as const;

/** What runs on its own clock (the sweep, the renewal of a token that is still good) runs again so soon after a fault. */
export const ROUND_AGAIN_MS = 30_000;

/**
 * The webhooks journal. Tries before an entry is passed over: of a file that is not what HubSpot documents, which
 * another try will hardly change, and of one that cannot be had. One try per turn, so the second is about an hour.
 */
export const JOURNAL = { againMs: 5 * MINUTE, tries: { malformed: 3, 'out-of-reach': 60 } } as const;

/**
 * Work of a portal that is disconnected waits a quarter of the time it has been away, in these bounds; after the last
 * it is parked, and put in line again when the app is installed again.
 */
export const DISCONNECTED = { leastWaitMs: MINUTE, longestWaitMs: HOUR, parkedAfterMs: 30 * DAY_MS } as const;

/** Work whose process died with it, so often beyond its attempts, is not begun again. */
export const CRASHES = 5;

export type ParkedRetry = { readonly everyMs: number; readonly forMs: number };

/**
 * When parked work of this code is tried again by itself: what an admin's rule refuses (R37), and what may pass but did
 * not in a day of attempts. Null: when its record changes, or on demand.
 */
export function parkedRetry(code: string): ParkedRetry | null {
  const passes = Object.entries(RETRY_BY_CODE).some(([each, { kind }]) => each === code && kind === 'later');
  return passes || code.endsWith('_stamp_refused') ? { everyMs: DAY_MS, forMs: 14 * DAY_MS } : null;
}

/**
 * What happened, for those who count it. It names no record, no person and no portal: counters live long and are read
 * by monitoring systems.
 */
export type Fact =
  | {
      readonly kind: 'called-hubspot';
      readonly method: string;
      readonly route: string;
      readonly status: number;
      readonly ms: number;
    }
  /** An entry was posted to the ledger; `entry` is its kind. */
  | { readonly kind: 'posted'; readonly entry: string }
  /** Credit records of a deal were written to HubSpot, so long after the event that caused it (undefined: no event did). */
  | { readonly kind: 'credited'; readonly lagMs: number | undefined }
  | { readonly kind: 'parked'; readonly code: string }
  | { readonly kind: 'ignored-events'; readonly reason: string; readonly seen: number }
  /** An entry of the webhooks journal was read; `known` of its events told nothing new. */
  | { readonly kind: 'journal-events'; readonly events: number; readonly known: number }
  | { readonly kind: 'journal-trouble'; readonly what: 'place-lost' | 'entry-passed-over' };

/** Told of facts as they happen. Never throws, never waits. */
export type Observe = (fact: Fact) => void;

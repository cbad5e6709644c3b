/** Time as the governor reads it, in milliseconds; a test stands in for it. */
export type Clock = {
  readonly now: () => number;
  /** Returns what calls it off. */
  readonly later: (work: () => void, ms: number) => () => void;
};

export const REAL_CLOCK: Clock = {
  now: () => performance.now(),
  later: (work, ms) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

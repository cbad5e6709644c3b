/** Portals looked at side by side: each has limits of its own, and one that is slow to answer holds up no other. */
export const PORTALS_AT_ONCE = 8;

/** Runs work when one of `count` lanes is free, in the order it came. */
export function createLanes(count: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((begin) => void waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

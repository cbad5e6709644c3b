/** How often each law is tried: 200 times, or what `LAW_RUNS` says (the long run: 10,000). */
export const LAW_RUNS = { numRuns: parseRuns(process.env.LAW_RUNS) };

function parseRuns(text: string | undefined): number {
  if (text === undefined) return 200;
  const runs = Number(text);
  if (!Number.isInteger(runs) || runs < 1)
    throw new TypeError(`LAW_RUNS: ${JSON.stringify(text)} is not a count`);
  return runs;
}

/**
 * How many stories are played: a few, or what `MODEL_RUNS` says. `MODEL_SEED` plays those of a seed again. After a
 * failure smaller stories are tried, for two minutes: a story takes seconds.
 */
export const MODEL_RUNS = {
  numRuns: read('MODEL_RUNS') ?? 3,
  seed: read('MODEL_SEED') ?? Date.now() % 2 ** 31,
};

/** For how long stories are played and made smaller, in milliseconds. */
export const MODEL_LIMIT_MS = 120_000 + MODEL_RUNS.numRuns * 10_000;

function read(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value)) throw new TypeError(`${name}: ${JSON.stringify(text)} is not a whole number`);
  return value;
}

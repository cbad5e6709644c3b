/** A seeded shuffle, the same for the same seed (Fisher-Yates over a linear congruential generator). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed >>> 0;
  for (let index = result.length - 1; index > 0; index -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (index + 1);
    const [here, there] = [result[index], result[other]];
    if (here !== undefined && there !== undefined) {
      result[index] = there;
      result[other] = here;
    }
  }
  return result;
}

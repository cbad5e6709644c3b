import fc from 'fast-check';
import { ACTS, type ActName, actOf } from './acts.ts';
import { createDice } from './dice.ts';
import { brokenPromises } from './promises.ts';
import { setStage } from './stage.ts';

export type Step = { readonly act: ActName; readonly dice: readonly number[] };
export type Story = { readonly mergeId: 'new' | 'primary'; readonly steps: readonly Step[] };

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(...ACTS.map(({ name, weight }) => ({ weight, arbitrary: fc.constant(name) }))),
  dice: fc.array(fc.nat(59), { minLength: 4, maxLength: 4 }),
});

export const stories: fc.Arbitrary<Story> = fc.record({
  mergeId: fc.constantFrom('new', 'primary'),
  steps: fc.array(step, { minLength: 15, maxLength: 35, size: 'max' }),
});

/** Plays a story in a portal of its own until all is worked off. Resolves to what happened, and what does not hold. */
export async function play({ mergeId, steps }: Story): Promise<{ told: string[]; broken: string[] }> {
  const stage = await setStage(mergeId);
  const told: string[] = [];
  try {
    for (const { act, dice } of steps) {
      const words = await actOf(act)(stage, createDice(dice));
      if (words !== null) told.push(words);
    }
    await stage.world.settle();
    return { told, broken: await brokenPromises(stage) };
  } catch (error) {
    return { told, broken: [String(error instanceof Error ? error.stack : error)] };
  } finally {
    await stage.world.stop();
  }
}

import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { play, stories } from './play.ts';
import { MODEL_LIMIT_MS, MODEL_RUNS } from './runs.ts';

jest.setTimeout(2 * MODEL_LIMIT_MS);

test('whatever people do, the books settle where counting from scratch ends', async () => {
  const property = fc.asyncProperty(stories, async (story) => {
    const { told, broken } = await play(story);
    expect({ broken, told: broken.length === 0 ? [] : told }).toEqual({ broken: [], told: [] });
  });
  await fc.assert(property, { ...MODEL_RUNS, interruptAfterTimeLimit: MODEL_LIMIT_MS });
});

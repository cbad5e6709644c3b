import { createInterface } from 'node:readline/promises';
import type { Ask } from './backfill.ts';

/** Asks a person at a terminal for yes or no; null where no person sits at it. */
export function askAt(input: NodeJS.ReadStream): Ask {
  if (!input.isTTY) return null;
  return async (question) => {
    const lines = createInterface({ input, output: process.stderr });
    try {
      const answer = await lines.question(`${question} [y/N] `);
      return /^\s*y(es)?\s*$/i.test(answer);
    } finally {
      lines.close();
    }
  };
}

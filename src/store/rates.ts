import { z } from 'zod';
import type { Database } from './database.ts';

const row = z.object({ state: z.unknown(), now: z.number() });

/**
 * Changes what is kept of an account's limits while nobody else does. `now` is the database's clock in milliseconds,
 * one for all instances; the first time, what was kept is null.
 */
export function changeRate<Result>(
  database: Database,
  account: string,
  change: (kept: unknown, now: number) => { readonly state: unknown; readonly result: Result },
): Promise<Result> {
  return database.transaction(async (tx) => {
    const read = () =>
      tx.maybe(
        (each) => row.parse(each),
        `SELECT state, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now FROM rate
         WHERE account = $1 FOR UPDATE`,
        [account],
      );
    let kept = await read();
    if (kept === undefined) {
      await tx.run('INSERT INTO rate (account) VALUES ($1) ON CONFLICT DO NOTHING', [account]);
      kept = await read();
    }
    if (kept === undefined) throw new Error(`the limits of ${account} cannot be kept`);
    const { state, result } = change(kept.state ?? null, kept.now);
    await tx.run('UPDATE rate SET state = $2 WHERE account = $1', [account, JSON.stringify(state)]);
    return result;
  });
}

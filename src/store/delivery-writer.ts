import type { Database } from './database.ts';
import { type Appended, appendDeliveries, type NewDelivery } from './deliveries.ts';
import type { Sql } from './sql.ts';

/** Deliveries stored by one statement, at most; HubSpot's are about 30 KB, and a megabyte is let in. */
const TOGETHER = 100;
const TOGETHER_BYTES = 4_000_000;
/** Statements under way: while one waits for the disk, the next is filled. */
const AT_ONCE = 2;
/** HubSpot waits five seconds for an answer: what is stored later than this is told to nobody. */
const STORED_WITHIN_MS = 4_000;

export type DeliveryWriter = {
  /**
   * Resolves once the delivery is on the disk; rejects when the statement that held it failed or was not answered in
   * time. One that was stored all the same is only recognised when it is sent again.
   */
  append(delivery: NewDelivery): Promise<Appended>;
};

type Waiting = {
  readonly delivery: NewDelivery;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
};

/**
 * Stores deliveries that arrive while others are being stored by one statement, so that many wait for the disk once.
 * One that comes alone is stored at once. How many may wait is the caller's to bound: the server lets in so many
 * requests at a time.
 */
export function createDeliveryWriter(
  database: Pick<Database, 'within'>,
  storedWithinMs: number = STORED_WITHIN_MS,
): DeliveryWriter {
  const sql = database.within(storedWithinMs);
  const waiting: Waiting[] = [];
  let writing = 0;
  const writeOn = () => {
    while (writing < AT_ONCE && waiting.length > 0) {
      writing += 1;
      void write(sql, waiting.splice(0, fitting(waiting))).finally(() => {
        writing -= 1;
        writeOn();
      });
    }
  };
  return {
    append: (delivery) =>
      new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject });
        writeOn();
      }),
  };
}

/** How many of those that wait go together: one at least. */
function fitting(waiting: readonly Waiting[]): number {
  let bytes = 0;
  const tooMany = waiting.findIndex(({ delivery }, place) => {
    bytes += delivery.body.length;
    return place > 0 && (place >= TOGETHER || bytes > TOGETHER_BYTES);
  });
  return tooMany < 0 ? waiting.length : tooMany;
}

async function write(sql: Sql, some: readonly Waiting[]): Promise<void> {
  try {
    const appended = await appendDeliveries(
      sql,
      some.map(({ delivery }) => delivery),
    );
    some.forEach(({ resolve, reject }, place) => {
      const one = appended[place];
      if (one === undefined) reject(new Error('a delivery was neither stored nor recognised'));
      else resolve(one);
    });
  } catch (error) {
    for (const { reject } of some) reject(error);
  }
}

import pg from 'pg';
import type { DatabaseConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { openEmbedded } from './embedded/index.ts';
import { columnTypes, type Sql, sqlOn } from './sql.ts';

/** One transaction. `client` is for libraries that want to write inside it (the queue); everything else uses `Sql`. */
export type Transaction = Sql & { readonly client: pg.PoolClient };

/** The PostgreSQL of this installation. */
export type Database = Sql & {
  readonly pool: pg.Pool;
  readonly url: string;
  /** Runs `work` in a transaction: committed when it resolves, rolled back when it throws. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /**
   * Statements that are waited for so long and no longer, the wait for a connection included; then they reject, and
   * their connection is dropped. PostgreSQL may carry one out after that, up to its own limit of a minute.
   */
  within(ms: number): Sql;
  close(): Promise<void>;
};

export type PoolOptions = {
  readonly maxConnections?: number;
  /** An answer that takes longer is not waited for: the way to PostgreSQL may have gone without a word. */
  readonly answerWithinMs?: number;
};

/** Nothing waits without end: HubSpot gives a webhook 5 s, so a connection must come sooner. */
const CONNECTION_WAIT_MS = 4_000;
const STATEMENT_MS = 60_000;
/** Later than PostgreSQL itself gives up; sooner than TCP, which takes a quarter of an hour or more. */
const ANSWER_WITHIN_MS = 75_000;
const IDLE_IN_TRANSACTION_MS = 60_000;
const MAX_CONNECTIONS = 10;

/**
 * Opens the database that the configuration names: `DATABASE_URL`, or the embedded one of DATA_DIR, which is
 * started unless a process of ours already runs it. Migrates nothing. Throws when it cannot be reached.
 */
export async function openDatabase(
  config: DatabaseConfig,
  log: Log,
  options: PoolOptions = {},
): Promise<Database> {
  if (config.kind === 'url') return connect(config.url, log, options, async () => undefined);
  const embedded = await openEmbedded(config.folder, {
    onLost: (outcome) => {
      if (outcome.kind === 'back') log.warn('the embedded database was lost and has been started again');
      else log.error('the embedded database was lost', { error: outcome.error });
    },
  });
  log.info('the embedded database runs', { folder: embedded.home });
  try {
    return await connect(embedded.url, log, options, embedded.close);
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

async function connect(
  url: string,
  log: Log,
  { maxConnections = MAX_CONNECTIONS, answerWithinMs = ANSWER_WITHIN_MS }: PoolOptions,
  afterwards: () => Promise<void>,
): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: answerWithinMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    application_name: 'partnerships',
    types: columnTypes,
  });
  // The pool replaces a broken idle connection by itself; unheard, its error would end the process.
  pool.on('error', (error) => log.warn('an idle database connection broke', { error }));
  const end = endOf(pool);
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await end();
    throw error;
  }
  return {
    ...sqlOn(pool),
    pool,
    url,
    transaction: (work) => transact(pool, work),
    within: (ms) => sqlOn({ query: (text, values) => queryWithin(pool, ms, text, values) }),
    close: async () => {
      await end();
      await afterwards();
    },
  };
}

/** Ends a pool and waits until its connections are closed, which its own `end` does not: our server stops next. */
function endOf(pool: pg.Pool): () => Promise<void> {
  const open = new Set<pg.PoolClient>();
  const allClosed = Promise.withResolvers<void>();
  let ending = false;
  const check = () => {
    if (ending && open.size === 0) allClosed.resolve();
  };
  pool.on('connect', (client) => open.add(client));
  pool.on('remove', (client) => {
    open.delete(client);
    check();
  });
  return async () => {
    await pool.end();
    ending = true;
    check();
    await allClosed.promise;
  };
}

function queryWithin(pool: pg.Pool, ms: number, text: string, values: unknown[]): Promise<pg.QueryResult> {
  // The driver's own limit, which begins with the connection, drops the connection; its types do not know it.
  const limited = { text, values, query_timeout: ms };
  const answer = Promise.withResolvers<pg.QueryResult>();
  const late = setTimeout(() => answer.reject(new Error(SILENCE)), ms);
  pool
    .query(limited)
    .then(answer.resolve, answer.reject)
    .finally(() => clearTimeout(late));
  return answer.promise;
}

async function transact<Result>(pool: pg.Pool, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks while checked out tells it here; the statement in flight fails as well.
  const note = (error: Error) => {
    broken = error;
  };
  client.on('error', note);
  try {
    await client.query('BEGIN');
    const result = await work({ ...sqlOn(client), client });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // Nobody answers: the connection is dropped, with which the transaction ends.
    if (isSilence(error)) note(error);
    else await client.query('ROLLBACK').catch(note);
    throw error;
  } finally {
    client.off('error', note);
    client.release(broken);
  }
}

/** The driver's word for an answer that did not come. */
const SILENCE = 'Query read timeout';

function isSilence(error: unknown): error is Error {
  return error instanceof Error && error.message === SILENCE;
}

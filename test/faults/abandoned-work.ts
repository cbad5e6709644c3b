import pg from 'pg';
import { PgBoss } from 'pg-boss';

/**
 * Lets the time pass after which the queue gives a dead process' work to another: its leases run out, and the queue's
 * own supervisor finds that. Resolves to the number of entries that were abandoned.
 */
export async function passLeases(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `UPDATE pgboss.job SET started_on = started_on - interval '1 day', heartbeat_on = heartbeat_on - interval '1 day'
       WHERE state = 'active'`,
    );
    if (rowCount === null || rowCount === 0) return 0;
    await client.query('UPDATE pgboss.queue SET monitor_claim_on = NULL, monitor_on = NULL');
    await supervise(databaseUrl);
    const left = await client.query(`SELECT name FROM pgboss.job WHERE state = 'active'`);
    if (left.rowCount !== 0)
      throw new Error(`${left.rowCount} entries of a dead process were not given back`);
    return rowCount;
  } finally {
    await client.end();
  }
}

async function supervise(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, migrate: false });
  const faults: Error[] = [];
  boss.on('error', (error) => faults.push(error));
  await boss.start();
  try {
    await boss.supervise();
  } finally {
    await boss.stop({ graceful: false });
  }
  const [fault] = faults;
  if (fault !== undefined) throw fault;
}

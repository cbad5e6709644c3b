import { rmSync } from 'node:fs';
import { openCluster } from './cluster.ts';
import { keeperFile } from './keeper-address.ts';
import { admitMembers } from './members.ts';
import { stopPostmaster } from './postmaster.ts';
import { raise } from './raise.ts';
import { openServerLog } from './server-log.ts';

/**
 * The process that keeps the embedded PostgreSQL of one data folder: it starts the server, lets processes join
 * (`npm start` and any command beside it), and stops the server when the last of them has gone, however it went:
 * closed, thrown or killed. It is started by whoever comes first and lives in a session of its own, so that a
 * Ctrl+C in a terminal reaches the application and not the database.
 *
 * Arguments: DATA_DIR, then PostgreSQL settings (`name=value`). It reports once over IPC: `ready`, `elsewhere`
 * (another keeper has the server) or `failed` with the reason.
 */
type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'failed'; readonly message: string };

const [dataDir, ...settings] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('usage: keeper DATA_DIR [name=value ...]');
// Members stop us by leaving. A signal to every process of a machine must not take the database from them.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
try {
  await keep(dataDir, settings);
  process.exit(0);
} catch (error) {
  await tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

async function keep(folder: string, extra: readonly string[]): Promise<void> {
  const cluster = await openCluster(folder);
  const raised = await raise(cluster, extra, openServerLog(cluster.home));
  if (raised.kind === 'elsewhere') return tell({ kind: 'elsewhere' });
  const { postmaster, url, release } = raised;
  const members = await admitMembers(folder, url);
  try {
    await tell({ kind: 'ready' });
    await Promise.race([members.allGone, postmaster.exited]);
  } finally {
    rmSync(keeperFile(folder), { force: true });
    await stopPostmaster(postmaster);
    await members.dismiss();
    await release();
  }
}

function tell(report: Report): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected && process.send !== undefined) process.send(report, () => resolve());
    else resolve();
  });
}

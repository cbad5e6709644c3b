import { fork } from 'node:child_process';
import { mkdirSync, realpathSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Problem } from '../../errors.ts';
import { joinKeeper, type Membership } from './membership.ts';

/** The PostgreSQL from npm, running on a data folder of ours. */
export type Embedded = {
  readonly url: string;
  /** Where the data really lies: DATA_DIR/postgres, or what it links to. */
  readonly home: string;
  /** Resolves when the last process has closed to a stopped server, else at once. */
  close(): Promise<void>;
};

export type EmbeddedOptions = {
  /** PostgreSQL's own settings, `name=value`. */
  readonly settings?: readonly string[];
  /** Told when the server was lost and whether it came back. */
  readonly onLost?: (
    outcome: { readonly kind: 'back' } | { readonly kind: 'gone'; readonly error: unknown },
  ) => void;
};

const DEADLINE_MS = 60_000;
const RETRY_MS = 100;

const reportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('elsewhere') }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);

/**
 * Opens the embedded PostgreSQL of a data folder: joins the server that another process of ours runs there, or
 * starts it. It listens on loopback only and asks for a password. When the server is lost (killed), it is
 * started again on the same port; open queries fail, later ones work.
 * Throws a Problem that says what to do when the folder or the platform cannot be used.
 */
export async function openEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  if (process.platform === 'win32') {
    throw new Problem('config-invalid', 'The embedded database does not run on Windows. Set DATABASE_URL.');
  }
  mkdirSync(dataDir, { recursive: true });
  const folder = realpathSync(dataDir);
  const settings = options.settings ?? [];
  let membership = await join(folder, settings);
  const { url } = membership;
  let closing = false;
  let recovery = Promise.resolve();
  const recover = async () => {
    try {
      membership = await join(folder, settings);
      if (membership.url !== url) throw new Error('the database came back on another port: start again');
      watch(membership);
      options.onLost?.({ kind: 'back' });
    } catch (error) {
      options.onLost?.({ kind: 'gone', error });
    }
  };
  const watch = (held: Membership) => {
    void held.lost.then(() => {
      if (!closing) recovery = recover();
    });
  };
  watch(membership);
  return {
    url,
    home: realpathSync(joinPath(folder, 'postgres')),
    close: async () => {
      closing = true;
      await recovery;
      await membership.leave();
    },
  };
}

async function join(folder: string, settings: readonly string[]): Promise<Membership> {
  const deadline = Date.now() + DEADLINE_MS;
  while (Date.now() < deadline) {
    const membership = await joinKeeper(folder);
    if (membership !== undefined) return membership;
    const report = await startKeeper(folder, settings);
    if (report.kind === 'failed') throw new Problem('config-invalid', report.message);
    // Another keeper is about to announce itself.
    if (report.kind === 'elsewhere') await pause(RETRY_MS);
  }
  throw new Problem(
    'config-invalid',
    `The database in ${folder} could not be joined in ${DEADLINE_MS / 1000} s`,
  );
}

function startKeeper(folder: string, settings: readonly string[]): Promise<z.infer<typeof reportSchema>> {
  return new Promise((resolve, reject) => {
    const keeper = fork(fileURLToPath(new URL('./keeper.ts', import.meta.url)), [folder, ...settings], {
      cwd: '/',
      detached: true,
      execArgv: ['--no-warnings'],
      // No secret of ours goes to a process that needs none.
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    keeper.once('error', reject);
    keeper.once('exit', (code) => {
      resolve({ kind: 'failed', message: `the keeper of the database ended with code ${code}` });
    });
    keeper.once('message', (message) => {
      const report = reportSchema.safeParse(message);
      if (report.success) resolve(report.data);
      else reject(new Error('the keeper of the database sent an unknown report', { cause: report.error }));
      keeper.disconnect();
      keeper.unref();
    });
  });
}

import type { Command } from 'commander';
import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { Problem } from '../errors.ts';
import { type PortalId, parseId } from '../ids.ts';
import type { Install } from '../jobs/install.ts';
import { createLog } from '../log.ts';
import { type InstalledPortal, readInstalledPortals } from '../store/installed-portals.ts';
import { type PortalRow, readPortals } from '../store/portals.ts';
import type { Sql } from '../store/sql.ts';
import { withDatabase } from './installation.ts';
import { jsonOf } from './json.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };

const WRONG_USAGE = 2;

/** Adds `portals list` and `portals disconnect` to the command line. */
export function addPortals(program: Command, env: Environment, out: Out, done: (code: number) => void): void {
  const portals = program.command('portals').description('HubSpot accounts that this installation serves');
  portals
    .command('list')
    .description('which they are, and whether they are connected')
    .option('--json', 'machine-readable output')
    .action(async (options: { json?: boolean }) =>
      done(await withDatabase(env, (database) => runPortalsList(database, options, out))),
    );
  portals
    .command('disconnect <id>')
    .description('uninstall the app from an account; everything it has here and there is kept')
    .option('--yes', 'do it: HubSpot tells the admins of the account by e-mail')
    .action(async (id: string, { yes = false }: { yes?: boolean }) => {
      if (yes) return done(await withInstall(env, (install) => runPortalsDisconnect(install, id, out)));
      out.complain(
        `This uninstalls the app from account ${id}, and HubSpot tells its admins by e-mail. Add --yes to do it.`,
      );
      return done(WRONG_USAGE);
    });
}

/** `portals list`: one line per account. */
export async function runPortalsList(
  database: Sql,
  { json = false }: { readonly json?: boolean },
  { print }: Pick<Out, 'print'>,
): Promise<number> {
  const installed = new Map((await readInstalledPortals(database)).map((each) => [each.id, each]));
  const portals = (await readPortals(database)).map((row) => listed(row, installed.get(row.id)));
  if (json) print(jsonOf(portals));
  else if (portals.length === 0) print('None yet.');
  else
    for (const { id, state, since, reason, schema } of portals) {
      const when = since === null ? '' : ` since ${since.toISOString()}`;
      print(
        `${id}  ${state}${when}${reason === null ? '' : `: ${reason}`}${schema ? '' : '  (no schema yet)'}`,
      );
    }
  return 0;
}

function listed(row: PortalRow, installed: InstalledPortal | undefined) {
  const states = { granted: 'connected', revoked: 'disconnected' } as const;
  return {
    ...{ id: row.id, accountType: row.accountType, installedOn: row.installedOn, schema: row.schema != null },
    state: installed === undefined ? 'by the token of a private app' : states[installed.state],
    since: installed?.since ?? null,
    reason: installed?.reason ?? null,
  };
}

/** `portals disconnect`: exit code 1 (a Problem) when HubSpot cannot be asked, and then nothing is changed. */
export async function runPortalsDisconnect(
  install: Pick<Install, 'disconnect'> | null,
  id: string,
  { print }: Pick<Out, 'print'>,
): Promise<number> {
  if (install === null) {
    throw new Problem(
      'input-invalid',
      'A private app is uninstalled in HubSpot: Development, Projects, the app, Uninstall.',
    );
  }
  if (!/^[1-9]\d{0,18}$/.test(id))
    throw new Problem('input-invalid', `${JSON.stringify(id)} is not an account id.`);
  const outcome = await install.disconnect(parseId<PortalId>(id, 'portal'));
  print(
    outcome === 'uninstalled'
      ? `The app is uninstalled from account ${id}, its tokens are removed. Everything else is kept.`
      : `Account ${id} had uninstalled the app before; its tokens are removed. Everything else is kept.`,
  );
  return 0;
}

async function withInstall<Result>(
  env: Environment,
  work: (install: Install | null) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(env);
  const log = createLog({ level: 'error', secrets: config.secrets, output: process.stderr });
  const app = await createApp(config, log);
  try {
    return await work(app.install);
  } finally {
    await app.stop();
  }
}

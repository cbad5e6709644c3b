import { type Command, InvalidArgumentError } from 'commander';
import { type Month, parseMonth } from '../calendar.ts';
import type { PeriodDeps, PeriodPortal } from '../jobs/periods.ts';
import { readPortals } from '../store/portals.ts';
import { type Installation, withInstallation } from './installation.ts';
import { runPeriodsClose, runPeriodsList, runPeriodsReopen } from './periods.ts';
import { runSettingsExport, runSettingsImport, runSettingsSet, runSettingsShow } from './settings.ts';
import { withQueue } from './with-queue.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };
type Common = { json?: boolean; portal?: string };

/** Commands on the books: closing months. They need the server's database, and nothing of HubSpot. */
export function addBooks(program: Command, env: Environment, out: Out, done: (code: number) => void): void {
  const withBooks = (
    portal: string | undefined,
    work: (deps: PeriodDeps, portal: PeriodPortal) => Promise<number>,
  ) =>
    withInstallation(env, portal, async ({ database, portalId }) => {
      const row = (await readPortals(database)).find(({ id }) => id === portalId);
      if (row === undefined) throw new Error(`portal ${portalId} was there a moment ago`);
      done(await work({ database, now: Date.now }, row));
    });

  const periods = program.command('periods').description('months of the books');
  common(periods.command('list').description('what each month adds up to, and whether it is closed')).action(
    ({ json = false, portal }: Common) =>
      withBooks(portal, (deps, row) => runPeriodsList(deps, row, { json }, out)),
  );
  common(periods.command('close').description('keep a month’s sums for good; later changes post forward'))
    .argument('<YYYY-MM>', 'the month', monthOption)
    .requiredOption('--by <name>', 'who closes it')
    .option('--force', 'also a month that is not over yet')
    .action((month: Month, { json = false, portal, by, force = false }: Common & Closing) =>
      withBooks(portal, (deps, row) => runPeriodsClose(deps, row, { json, month, actor: by, force }, out)),
    );
  common(periods.command('reopen').description('post into a closed month again'))
    .argument('<YYYY-MM>', 'the month', monthOption)
    .requiredOption('--by <name>', 'who reopens it')
    .requiredOption('--reason <text>', 'why')
    .option('--second <name>', 'the second person, where the settings ask for one')
    .action((month: Month, { json = false, portal, by, reason, second }: Common & Reopening) =>
      withBooks(portal, (deps, row) =>
        withQueue(deps.database, out, (queue) =>
          runPeriodsReopen(
            { ...deps, queue },
            row,
            { json, month, actor: by, second: second ?? null, reason },
            out,
          ),
        ),
      ),
    );
}

/** Commands on the portal's rules and settings. */
export function addSettings(
  program: Command,
  env: Environment,
  out: Out,
  done: (code: number) => void,
): void {
  const settings = program.command('settings').description('the portal’s rules and settings');
  const withSettings = (
    portal: string | undefined,
    work: (deps: Installation & { now: () => number }) => Promise<number>,
  ) =>
    withInstallation(env, portal, async (installation) =>
      done(await work({ ...installation, now: Date.now })),
    );
  common(settings.command('show').description('the rules in force and the settings')).action(
    ({ json = false, portal }: Common) => withSettings(portal, (deps) => runSettingsShow(deps, json, out)),
  );
  common(
    settings
      .command('set <name> <json>')
      .description('change one setting, or one of the rules (a new version)'),
  )
    .requiredOption('--by <name>', 'who changes it')
    .action((name: string, value: string, { portal, by }: Common & By) =>
      withSettings(portal, (deps) => runSettingsSet(deps, { name, value, actor: by }, out)),
    );
  common(settings.command('export [file]').description('all versions and closed months, as JSON')).action(
    (path: string | undefined, { portal }: Common) =>
      withSettings(portal, (deps) => runSettingsExport(deps, path, out)),
  );
  common(settings.command('import <file>').description('put back what an export held'))
    .requiredOption('--by <name>', 'who imports it')
    .action((path: string, { json = false, portal, by }: Common & By) =>
      withSettings(portal, (deps) => runSettingsImport(deps, { path, actor: by, json }, out)),
    );
}

type By = { by: string };
type Closing = { by: string; force?: boolean };
type Reopening = { by: string; reason: string; second?: string };

function common(command: Command): Command {
  return command
    .option('--json', 'machine-readable output')
    .option('--portal <id>', 'where several are connected');
}

function monthOption(text: string): Month {
  try {
    return parseMonth(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

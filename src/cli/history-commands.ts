import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Day, parseDay } from '../calendar.ts';
import { Problem } from '../errors.ts';
import { askAt } from './ask.ts';
import { type BackfillInput, checkPosting, runBackfill, runRecompute } from './backfill.ts';
import { type Connected, withConnected } from './connected.ts';
import { propertySource, runImportProperty } from './import.ts';
import { runIntegrity } from './integrity.ts';
import { runReconcile } from './reconcile.ts';
import { runSimulate, type Trial } from './simulate.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Out = { readonly print: (line: string) => void; readonly complain: (line: string) => void };
type Common = { json?: boolean; portal?: string };

/** Commands over all history: they read HubSpot, and can take long. */
export function addHistory(program: Command, env: Environment, out: Out, done: (code: number) => void): void {
  const connected = async (
    { json = false, portal }: Common,
    work: (connected: Connected) => Promise<number>,
  ) => done(await withConnected(env, { portal, quiet: json }, work));

  common(
    program.command('simulate').description('other rules over all history, side by side; writes nothing'),
  )
    .addOption(new Option('--model <model>', 'another model').conflicts(['policy', 'rules']))
    .addOption(new Option('--policy <version>', 'a version of the rules').argParser(whole).conflicts('rules'))
    .option('--rules <file>', 'a JSON file with the rules that differ')
    .action((options: Common & Trying) => {
      const trial = trialOf(options);
      return connected(options, ({ deps, portal }) =>
        runSimulate(deps, portal, { trial, json: options.json ?? false }, out),
      );
    });
  posting(program.command('backfill').description('credit history: shows what it would do, then asks'))
    .addOption(
      new Option('--policy <version>', 'decide by these rules, also what was decided').argParser(whole),
    )
    .option('--by <name>', 'who asks for it, where rules are given')
    .option('--reason <text>', 'why, where rules are given')
    .action((options: Common & Posting) => {
      const [input, ask] = [inputOf(options, 'backfill'), askAt(process.stdin)];
      checkPosting(input, ask);
      return connected(options, ({ deps, portal }) => runBackfill(deps, portal, input, ask, out));
    });
  posting(program.command('recompute').description('decide all history anew by a version of the rules'))
    .addOption(new Option('--policy <version>', 'the version').argParser(whole).makeOptionMandatory())
    .requiredOption('--by <name>', 'who asks for it')
    .requiredOption('--reason <text>', 'why')
    .action((options: Common & Posting & { policy: number; by: string }) => {
      const input = { ...inputOf(options, options.by), policy: options.policy };
      const ask = askAt(process.stdin);
      checkPosting(input, ask);
      return connected(options, ({ deps, portal }) => runRecompute(deps, portal, input, ask, out));
    });
  common(program.command('reconcile').description('decide everything anew, and compare it with HubSpot'))
    .option('--apply', 'put right what differs')
    .option('--accept-defaults', 'after a lost database: months before the present one count as closed')
    .action((options: Common & { apply?: boolean; acceptDefaults?: boolean }) =>
      connected(options, ({ deps, portal }) => {
        const { apply = false, acceptDefaults = false, json = false } = options;
        return runReconcile(deps, portal, { apply, acceptDefaults, json }, out);
      }),
    );
  common(program.command('integrity').description('run every check now, and stamp what was found')).action(
    (options: Common) =>
      connected(options, ({ deps, portal }) =>
        runIntegrity(deps, portal, { json: options.json ?? false }, out),
      ),
  );
  common(program.command('import').description('make referrals of what you have; shows them first'))
    .requiredOption('--from-property <property>', 'deals.NAME or companies.NAME, your own "referred by"')
    .option('--mapping <file>', 'CSV that says which partner a value means; written where there is none')
    .option('--apply', 'make the referrals')
    .option('--by <name>', 'who imports', 'import')
    .action((options: Common & Importing) => {
      propertySource(options.fromProperty);
      return connected(options, ({ deps, portal }) =>
        runImportProperty(
          deps,
          portal,
          {
            ...{ property: options.fromProperty, mapping: options.mapping, actor: options.by },
            ...{ apply: options.apply ?? false, json: options.json ?? false },
          },
          out,
        ),
      );
    });
}

type Importing = { fromProperty: string; mapping?: string; apply?: boolean; by: string };
type Posting = {
  dryRun?: boolean;
  since?: Day;
  batchPerMinute?: number;
  restart?: boolean;
  yes?: boolean;
  policy?: number;
  by?: string;
  reason?: string;
};

function posting(command: Command): Command {
  return common(command)
    .option('--dry-run', 'only show it')
    .option('--since <day>', 'only deals closed on this day or later, and open ones', day)
    .option('--batch-per-minute <n>', 'at most so many batches of 100 a minute', whole)
    .option('--restart', 'begin anew where one was cut off')
    .option('--yes', 'do not show and ask first');
}

function inputOf(options: Common & Posting, actor: string): BackfillInput {
  return {
    ...{ dryRun: options.dryRun ?? false, restart: options.restart ?? false, yes: options.yes ?? false },
    ...{ since: options.since ?? null, batchesPerMinute: options.batchPerMinute ?? null },
    ...{ policy: options.policy ?? null, reason: options.reason ?? null, json: options.json ?? false },
    actor: options.by ?? actor,
  };
}

function day(text: string): Day {
  try {
    return parseDay(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

type Trying = { model?: string; policy?: number; rules?: string };

function trialOf({ model, policy, rules }: Trying): Trial {
  if (model !== undefined) return { kind: 'model', model };
  if (policy !== undefined) return { kind: 'version', version: policy };
  if (rules !== undefined) return { kind: 'file', path: rules };
  throw new Problem('config-invalid', 'Say what to try: --model, --policy or --rules.');
}

function common(command: Command): Command {
  return command
    .option('--json', 'machine-readable output')
    .option('--portal <id>', 'where several are connected');
}

function whole(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('is not a whole number');
}

import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { Problem } from '../errors.ts';
import { createRequest } from '../hubspot/request.ts';
import { createSchemaPort } from '../hubspot/schema/index.ts';
import { addBooks, addSettings } from './books-commands.ts';
import { addDeadLetters } from './dead-letters.ts';
import { addDeliveries } from './deliveries.ts';
import { runExplainDeal } from './explain.ts';
import { runExplainPartner } from './explain-partner.ts';
import { addHistory } from './history-commands.ts';
import { withInstallation } from './installation.ts';
import { addPortals } from './portals.ts';
import { runSchemaApply, runSchemaPlan, type SchemaDeps } from './schema.ts';
import { runSchemaExport } from './schema-export.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Out = Pick<SchemaDeps, 'print' | 'complain'>;
type NamedOptions = { json?: boolean; adopt?: string[]; name?: string[] };

const FAILED = 1;
const WRONG_USAGE = 2;

/** Runs one command of `partnerships`. Resolves to the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function runCli(args: readonly string[], env: Environment, out: Out): Promise<number> {
  let code = 0;
  const program = new Command('partnerships')
    .description('Partnerships for HubSpot')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => out.print(text.trimEnd()),
      writeErr: (text) => out.complain(text.trimEnd()),
    });
  addSchema(program, env, out, (result) => {
    code = result;
  });
  addInspection(program, env, out, (result) => {
    code = result;
  });
  for (const add of [addDeadLetters, addBooks, addSettings, addHistory, addDeliveries, addPortals])
    add(program, env, out, (result) => {
      code = result;
    });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    if (!(error instanceof Problem)) throw error;
    out.complain(error.message);
    return error.code === 'config-invalid' ? WRONG_USAGE : FAILED;
  }
}

/** Commands that look into the server's database. */
function addInspection(program: Command, env: Environment, out: Out, done: (code: number) => void): void {
  const explain = program.command('explain').description('why something is as it is');
  const withPortal = (command: Command) =>
    command
      .option('--json', 'machine-readable output')
      .option('--portal <id>', 'where several are connected');
  withPortal(
    explain.command('deal <id>').description('decision, evidence, ledger and receipt of a deal'),
  ).action(async (id: string, { json = false, portal }: Inspection) =>
    done(
      await withInstallation(env, portal, (installation) => runExplainDeal(installation, id, { json }, out)),
    ),
  );
  withPortal(
    explain.command('partner <id>').description('commission agreed, credit by role, what is to be paid'),
  ).action(async (id: string, { json = false, portal }: Inspection) =>
    done(
      await withInstallation(env, portal, (installation) =>
        runExplainPartner(installation, id, { json }, out),
      ),
    ),
  );
}

type Inspection = { json?: boolean; portal?: string };

function addSchema(program: Command, env: Environment, out: Out, done: (code: number) => void): void {
  const schema = program
    .command('schema')
    .description('Objects, properties and labels in the HubSpot portal');
  const withNames = (command: Command) =>
    command
      .option('--json', 'machine-readable output')
      .option('--adopt <object...>', 'add our properties to an object of that name that is there already')
      .option('--name <object=name...>', 'use another internal name for one of our objects');
  const run = (work: typeof runSchemaPlan) => async (options: NamedOptions) => {
    const deps = schemaDeps(env, out);
    const { json = false, adopt = [], name = [] } = options;
    done(deps === null ? WRONG_USAGE : await work(deps, { json, adopt, name }));
  };
  withNames(schema.command('plan').description('list what apply would do; writes nothing')).action(
    run(runSchemaPlan),
  );
  withNames(
    schema.command('apply').description('bring the portal to the schema; a second run does nothing'),
  ).action(
    // The server finds the portal's numbers by itself when it starts, so nothing is kept here.
    run((deps, options) => runSchemaApply({ ...deps, save: async () => {} }, options)),
  );
  schema
    .command('export <dir>')
    .description('one file per custom object, for `hs custom-object create-schema`')
    .action(async (dir: string) => done(await runSchemaExport(out, dir)));
}

const environment = z.object({
  HUBSPOT_SCHEMA_TOKEN: z.string().min(1).optional(),
  HUBSPOT_ACCESS_TOKEN: z.string().min(1).optional(),
  HUBSPOT_BASE_URL: z.url().default('https://api.hubapi.com'),
});

/** The schema needs a token and nothing else: it is applied before there is an app (R36). */
function schemaDeps(env: Environment, out: Out): SchemaDeps | null {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  const token = parsed.data?.HUBSPOT_SCHEMA_TOKEN ?? parsed.data?.HUBSPOT_ACCESS_TOKEN;
  if (parsed.data === undefined || token === undefined) {
    out.complain(
      'HUBSPOT_SCHEMA_TOKEN is missing. Set it to a service key with the schema scopes, or HUBSPOT_ACCESS_TOKEN to the app’s token.',
    );
    if (parsed.error !== undefined)
      out.complain('HUBSPOT_BASE_URL is not a URL. Leave it out for HubSpot itself.');
    return null;
  }
  const request = createRequest({ baseUrl: parsed.data.HUBSPOT_BASE_URL, accessToken: token });
  return { port: createSchemaPort(request), known: null, ...out };
}

import { Problem } from '../errors.ts';
import {
  applySchema,
  planSchema,
  readPresent,
  type SchemaPort,
  type SchemaState,
  type WantedSchema,
} from '../hubspot/schema/index.ts';
import { isObstacle } from '../hubspot/schema/step.ts';
import { reportApplied } from './schema-applied.ts';
import { type NameOptions, readNames } from './schema-names.ts';
import { listSteps, planAsJson } from './schema-plan.ts';
import { changeInWords } from './schema-words.ts';

export type SchemaDeps = {
  readonly port: SchemaPort;
  /** The state as stored, where this portal has one. */
  readonly known: SchemaState | null;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
};
export type SchemaOptions = NameOptions & { readonly json: boolean };

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** `schema plan`: lists what `apply` would do and writes nothing. Exit code 1 when something stands in the way. */
export function runSchemaPlan(deps: SchemaDeps, options: SchemaOptions): Promise<number> {
  return withNames(deps, options, async (wanted) => {
    const present = await readPresent(deps.port, wanted);
    const steps = planSchema(wanted, present, deps.known);
    if (options.json) deps.print(JSON.stringify(planAsJson(steps, wanted), null, 2));
    else for (const line of listSteps(steps, wanted)) deps.print(line);
    if (present.limit.kind === 'unreadable') {
      deps.complain(
        `How many custom objects this account may define could not be read: ${present.limit.why}`,
      );
    }
    return steps.some(isObstacle) ? FAILED : DONE;
  });
}

/**
 * `schema apply`: brings the portal to the schema and hands the portal's numbers to `save`. What failed half-way
 * is named, and running it again goes on from there.
 */
export function runSchemaApply(
  deps: SchemaDeps & { readonly save: (state: SchemaState) => Promise<void> },
  options: SchemaOptions,
): Promise<number> {
  return withNames(deps, options, async (wanted) => {
    const applied = await applySchema(
      deps.port,
      wanted,
      (step, place, of) => {
        if (!options.json) deps.print(`[${place}/${of}] ${changeInWords(step)}`);
      },
      deps.known,
    );
    if (applied.kind === 'complete') await deps.save(applied.state);
    reportApplied(applied, wanted, options.json, deps);
    return applied.kind === 'complete' && applied.conflicts.length === 0 ? DONE : FAILED;
  });
}

async function withNames(
  deps: SchemaDeps,
  options: NameOptions,
  work: (wanted: WantedSchema) => Promise<number>,
): Promise<number> {
  const names = readNames(options);
  if (!names.ok) {
    for (const problem of names.problems) deps.complain(problem);
    return WRONG_USAGE;
  }
  try {
    return await work(names.wanted);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    deps.complain(error.message);
    return FAILED;
  }
}

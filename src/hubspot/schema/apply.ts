import { Problem } from '../../errors.ts';
import { applyBundle, bundled } from './apply-bundle.ts';
import type { StepOutcome } from './apply-step.ts';
import type { RecordKind } from './object.ts';
import { planSchema } from './plan.ts';
import type { SchemaPort } from './port.ts';
import type { PresentSchema } from './present.ts';
import { readPresent, typeIds } from './read-present.ts';
import { schemaStateOf } from './read-state.ts';
import type { SchemaState } from './state.ts';
import { type Change, isObstacle, type Obstacle, type Step } from './step.ts';
import type { WantedSchema } from './wanted.ts';

/** What was tried, and what became of it. */
export type Tried = { readonly step: Change; readonly outcome: StepOutcome };

export type Applied =
  /** The portal has the schema; conflicts are properties of our names that are something else. */
  | {
      readonly kind: 'complete';
      readonly tried: readonly Tried[];
      readonly conflicts: readonly Obstacle[];
      readonly state: SchemaState;
    }
  /** Nothing was written: a person has to decide first. */
  | { readonly kind: 'blocked'; readonly obstacles: readonly Obstacle[] }
  /** HubSpot refused a step: what was done, which failed, what was not tried. Running again goes on from there. */
  | {
      readonly kind: 'failed';
      readonly tried: readonly Tried[];
      readonly step: Change;
      readonly problem: Problem;
      readonly left: readonly Change[];
    }
  /** Written, but HubSpot does not show all of it yet. */
  | { readonly kind: 'unsettled'; readonly tried: readonly Tried[]; readonly left: readonly Change[] };

// A first round creates, a second files what HubSpot filed elsewhere; a third is for lists that lag behind.
const ROUNDS = 3;

/**
 * Brings a portal to the schema: plan, run, read again, until a plan is empty. Safe to run any number of times.
 * `onStep` is told of each step before it runs. `known` is the stored state, where there is one.
 */
export async function applySchema(
  port: SchemaPort,
  wanted: WantedSchema,
  onStep: OnStep = () => {},
  known: SchemaState | null = null,
): Promise<Applied> {
  const tried: Tried[] = [];
  let left: Change[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const present = await readPresent(port, wanted);
    const steps = planSchema(wanted, present, known);
    left = steps.filter((step) => !isObstacle(step)).filter((step) => !isImpossible(step, tried));
    const obstacles = steps.filter(isObstacle);
    if (left.length === 0) return settled(wanted, present, known, tried, obstacles);
    const failure = await runSteps(port, wanted, typeIds(wanted, present), left, tried, onStep);
    if (failure !== null) return failure;
  }
  return { kind: 'unsettled', tried, left };
}

function settled(
  wanted: WantedSchema,
  present: PresentSchema,
  known: SchemaState | null,
  tried: readonly Tried[],
  obstacles: readonly Obstacle[],
): Applied {
  if (obstacles.some(stopsEverything)) return { kind: 'blocked', obstacles };
  return { kind: 'complete', tried, conflicts: obstacles, state: schemaStateOf(wanted, present, known) };
}

/** All but a single clashing property of an object of ours or HubSpot's. */
function stopsEverything(obstacle: Obstacle): boolean {
  return obstacle.kind !== 'conflict';
}

type OnStep = (step: Change, place: number, of: number) => void;

async function runSteps(
  port: SchemaPort,
  wanted: WantedSchema,
  ids: Map<RecordKind, string>,
  steps: readonly Change[],
  tried: Tried[],
  onStep: OnStep,
): Promise<Applied | null> {
  const finished = new Set<Change>();
  const failed = (step: Change, problem: Problem): Applied => ({
    kind: 'failed',
    tried: [...tried],
    step,
    problem,
    left: steps.filter((other) => other !== step && !finished.has(other)),
  });
  for (const bundle of bundled(steps)) {
    const [first] = bundle;
    for (const step of bundle) onStep(step, steps.indexOf(step) + 1, steps.length);
    try {
      const outcomes = await applyBundle(port, wanted, ids, bundle);
      for (const { step, outcome } of outcomes) {
        if (outcome.kind === 'refused') continue;
        tried.push({ step, outcome });
        finished.add(step);
      }
      for (const { step, outcome } of outcomes) {
        if (outcome.kind === 'refused') return failed(step, outcome.problem);
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return failed(first, error);
    }
  }
  return null;
}

/** A step HubSpot would not do is not tried again in this run. */
function isImpossible(step: Step, tried: readonly Tried[]): boolean {
  const same = (other: Change) => JSON.stringify(identityOf(other)) === JSON.stringify(identityOf(step));
  return tried.some(({ step: other, outcome }) => outcome.kind === 'not-possible' && same(other));
}

function identityOf(step: Step): unknown {
  switch (step.kind) {
    case 'show-currency':
      return [step.kind, step.object, step.property];
    case 'create-property':
      return ['show-currency', step.object, step.property.name];
    case 'set-limit':
      return [step.kind, step.from, step.to, step.text];
    default:
      return step;
  }
}

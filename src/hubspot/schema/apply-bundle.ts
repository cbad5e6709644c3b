import { Problem } from '../../errors.ts';
import { applyStep, type StepOutcome, showCurrencyTheOldWay } from './apply-step.ts';
import type { RecordKind } from './object.ts';
import type { NewProperty, SchemaPort } from './port.ts';
import type { Change } from './step.ts';
import type { WantedSchema } from './wanted.ts';

type CreateProperty = Extract<Change, { kind: 'create-property' }>;
/** New properties of one object go in one call; every other step stands alone. */
type Bundle = readonly [Change, ...Change[]];

type BundleOutcome = {
  readonly step: Change;
  readonly outcome: StepOutcome | { readonly kind: 'refused'; readonly problem: Problem };
};

/** Puts neighbouring new properties of one object together, the order stays. */
export function bundled(steps: readonly Change[]): Bundle[] {
  const bundles: [Change, ...Change[]][] = [];
  for (const step of steps) {
    const last = bundles.at(-1);
    if (
      last !== undefined &&
      step.kind === 'create-property' &&
      last[0].kind === 'create-property' &&
      last[0].object === step.object
    ) {
      last.push(step);
    } else bundles.push([step]);
  }
  return bundles;
}

/** Runs a bundle. A Problem that concerns all of it rejects. */
export async function applyBundle(
  port: SchemaPort,
  wanted: WantedSchema,
  ids: Map<RecordKind, string>,
  [first, ...others]: Bundle,
): Promise<BundleOutcome[]> {
  if (first.kind !== 'create-property') {
    return [{ step: first, outcome: await applyStep(port, wanted, ids, first) }];
  }
  const objectTypeId = ids.get(first.object);
  if (objectTypeId === undefined)
    throw new Problem('schema-missing', `the object ${first.object} is not there`);
  const steps = [first, ...others].filter((step): step is CreateProperty => step.kind === 'create-property');
  const made = await port.createProperties(
    objectTypeId,
    steps.map(({ property }) => property),
    first.group,
  );
  const outcomes: BundleOutcome[] = [];
  for (const [place, step] of steps.entries()) {
    outcomes.push({ step, outcome: await outcomeOf(port, objectTypeId, step, made[place]) });
  }
  return outcomes;
}

/** The currency flag is sent, the answer read back (R43); no word about it means that it was dropped. */
async function outcomeOf(
  port: SchemaPort,
  objectTypeId: string,
  { property }: CreateProperty,
  made: NewProperty | undefined,
): Promise<BundleOutcome['outcome']> {
  if (made === undefined) return { kind: 'too-early' };
  if (made.kind === 'there') return { kind: 'done' };
  if (made.kind === 'refused') return made;
  if (property.display !== 'currency' || made.property.showsCurrency === true) return { kind: 'done' };
  return showCurrencyTheOldWay(port, objectTypeId, property.name);
}

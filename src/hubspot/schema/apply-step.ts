import { Problem, unreachable } from '../../errors.ts';
import { extendedOptions } from './body.ts';
import { isThere } from './is-there.ts';
import { definitionName, pairName, standardPartners } from './links.ts';
import type { RecordKind } from './object.ts';
import type { SchemaPort } from './port.ts';
import type { Change } from './step.ts';
import type { WantedSchema } from './wanted.ts';

export type StepOutcome =
  | { readonly kind: 'done' }
  /** HubSpot does not list what the step needs yet: it is planned again. */
  | { readonly kind: 'too-early' }
  /** HubSpot would not show a currency symbol, or not set a limit. Nothing depends on it. */
  | { readonly kind: 'not-possible'; readonly why: string };

const DONE: StepOutcome = { kind: 'done' };

/**
 * Runs one step. `ids` has the type ids of what exists and gains those of new objects. That something is there
 * already is no failure: HubSpot's lists lag behind its writes. Rejects with a Problem otherwise.
 */
export async function applyStep(
  port: SchemaPort,
  wanted: WantedSchema,
  ids: Map<RecordKind, string>,
  step: Exclude<Change, { kind: 'create-property' }>,
): Promise<StepOutcome> {
  const idOf = (kind: RecordKind) => typeIdOf(ids, kind);
  switch (step.kind) {
    case 'create-object':
      ids.set(step.object, await port.createObject(step.spec, standardPartners(wanted.pairs, step.object)));
      return DONE;
    case 'create-group':
      return unlessThere(port.createGroup(idOf(step.object), step.group));
    case 'move-to-group':
      for (const name of step.properties) {
        await port.changeProperty(idOf(step.object), name, { groupName: step.group });
      }
      return DONE;
    case 'update-options':
      await port.changeProperty(idOf(step.object), step.property, {
        options: extendedOptions(step.keep, step.add),
      });
      return DONE;
    case 'update-label':
      await port.changeProperty(idOf(step.object), step.property, { label: step.to });
      return DONE;
    case 'show-currency':
      return showCurrency(port, idOf(step.object), step.property);
    case 'create-association-definition': {
      const { from, to } = step.pair;
      return unlessThere(port.createDefinition(idOf(from), idOf(to), pairName(step.pair)));
    }
    case 'create-label': {
      const { from, to, text, inverse } = step.label;
      const label = { name: definitionName(step.label), label: text, inverseLabel: inverse };
      return unlessThere(port.createLabel(idOf(from), idOf(to), label));
    }
    case 'set-limit':
      return setLimit(port, idOf(step.from), idOf(step.to), step);
    default:
      return unreachable(step);
  }
}

async function showCurrency(port: SchemaPort, objectTypeId: string, name: string): Promise<StepOutcome> {
  try {
    const changed = await port.changeProperty(objectTypeId, name, { showCurrencySymbol: true });
    if (changed.showsCurrency === true) return DONE;
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  return showCurrencyTheOldWay(port, objectTypeId, name);
}

/** The way through the version before, for where the present one drops the flag (R43). */
export async function showCurrencyTheOldWay(
  port: SchemaPort,
  objectTypeId: string,
  name: string,
): Promise<StepOutcome> {
  try {
    const changed = await port.showCurrencyTheOldWay(objectTypeId, name);
    if (changed.showsCurrency === true) return DONE;
  } catch (error) {
    if (isRefusal(error)) return { kind: 'not-possible', why: error.message };
    throw error;
  }
  return { kind: 'not-possible', why: 'HubSpot drops the currency symbol, the amount is shown plain' };
}

async function setLimit(
  port: SchemaPort,
  from: string,
  to: string,
  { text, max, replaces }: Extract<Change, { kind: 'set-limit' }>,
): Promise<StepOutcome> {
  const type = (await port.listTypes(from, to)).find(({ label }) => label === text);
  if (type === undefined) return { kind: 'too-early' };
  try {
    await port.setLimit(from, to, { category: type.category, typeId: type.typeId, max, replaces });
    return DONE;
  } catch (error) {
    // Records that have more already are a finding of the nightly checks, not a reason to stop (R52).
    if (isRefusal(error)) return { kind: 'not-possible', why: error.message };
    throw error;
  }
}

async function unlessThere(work: Promise<void>): Promise<StepOutcome> {
  try {
    await work;
  } catch (error) {
    if (!isThere(error)) throw error;
  }
  return DONE;
}

function isRefusal(error: unknown): error is Problem {
  return error instanceof Problem && ['hubspot-refused', 'hubspot-not-found'].includes(error.code);
}

function typeIdOf(ids: ReadonlyMap<RecordKind, string>, kind: RecordKind): string {
  const id = ids.get(kind);
  if (id === undefined) throw new Problem('schema-missing', `the object ${kind} is not there`);
  return id;
}

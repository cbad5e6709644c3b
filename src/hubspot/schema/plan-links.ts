import { findLabel } from './find-label.ts';
import { isAttachable, type LabelSpec, type PairSpec } from './links.ts';
import type { CustomObject, RecordKind } from './object.ts';
import { linkBetween, type PresentSchema, type PresentType } from './present.ts';
import type { SchemaState } from './state.ts';
import type { Step } from './step.ts';
import type { WantedSchema } from './wanted.ts';

/**
 * Steps for associations: the plain ones, then labels, then limits on labels. `created` are objects this plan
 * makes: their associations with HubSpot's own objects come with them.
 */
export function planLinks(
  wanted: WantedSchema,
  present: PresentSchema,
  created: ReadonlySet<CustomObject>,
  known: SchemaState | null,
): Step[] {
  const pairs = wanted.pairs.filter((pair) => !isDefined(pair, present) && !comesWithObject(pair, created));
  return [
    ...pairs.map((pair): Step => ({ kind: 'create-association-definition', pair })),
    ...wanted.labels.flatMap((label) => planLabel(label, present, known)),
    ...wanted.labels.flatMap((label) => planLimits(label, present, known)),
  ];
}

function isDefined({ from, to, origin }: PairSpec, present: PresentSchema): boolean {
  if (origin === 'built-in') return true;
  const types = [linkBetween(present, from, to), linkBetween(present, to, from)].flatMap(
    (link) => link?.types ?? [],
  );
  return types.some(({ label }) => label === null);
}

function comesWithObject({ from, to }: PairSpec, created: ReadonlySet<CustomObject>): boolean {
  const made = (kind: RecordKind) => [...created].some((object) => object === kind);
  return made(from) && isAttachable(to);
}

function planLabel(label: LabelSpec, present: PresentSchema, known: SchemaState | null): Step[] {
  const { forward, inverse } = findLabel(label, present, known);
  return forward === null && inverse === null ? [{ kind: 'create-label', label }] : [];
}

function planLimits(spec: LabelSpec, present: PresentSchema, known: SchemaState | null): Step[] {
  const { label, from, to, text, inverse, limit: max } = spec;
  if (max === null) return [];
  const found = findLabel(spec, present, known);
  const step = (
    direction: { from: RecordKind; to: RecordKind; text: string },
    type: PresentType | null,
  ): Step[] =>
    type?.limit === max
      ? []
      : [{ kind: 'set-limit', label, ...direction, max, replaces: typeof type?.limit === 'number' }];
  return [
    ...step({ from, to, text }, found.forward),
    ...step({ from: to, to: from, text: inverse }, found.inverse),
  ];
}

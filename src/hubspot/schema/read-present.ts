import { bothDirections } from './links.ts';
import { type RecordKind, STAMPED_OBJECTS, STANDARD_TYPE_IDS } from './object.ts';
import { findObject, isCandidate } from './ours.ts';
import type { SchemaPort } from './port.ts';
import { NO_FIELDS, type PresentLink, type PresentObject, type PresentSchema } from './present.ts';
import type { WantedSchema } from './wanted.ts';

/** Reads from HubSpot what a plan needs to know: about 60 calls on a complete portal, 7 on an empty one. */
export async function readPresent(port: SchemaPort, wanted: WantedSchema): Promise<PresentSchema> {
  const [limit, custom, stamped] = await Promise.all([
    port.readLimit(),
    readCustom(port, wanted),
    Promise.all(
      STAMPED_OBJECTS.map(async (kind) => [kind, await port.readFields(STANDARD_TYPE_IDS[kind])] as const),
    ),
  ]);
  const present = { limit, custom, stamped: new Map(stamped), links: [] };
  return { ...present, links: await readLinks(port, wanted, typeIds(wanted, present)) };
}

async function readCustom(port: SchemaPort, wanted: WantedSchema): Promise<PresentObject[]> {
  const heads = await port.listObjects();
  return Promise.all(
    heads.map(async (head) => {
      const mayBeOurs = !head.archived && wanted.custom.some((spec) => isCandidate(head, spec));
      return { ...head, fields: mayBeOurs ? await port.readFields(head.objectTypeId) : NO_FIELDS };
    }),
  );
}

/** The type ids of everything that exists already. */
export function typeIds(wanted: WantedSchema, present: PresentSchema): Map<RecordKind, string> {
  const ids = new Map<RecordKind, string>([
    ['contact', STANDARD_TYPE_IDS.contact],
    ['company', STANDARD_TYPE_IDS.company],
    ['deal', STANDARD_TYPE_IDS.deal],
    ['task', STANDARD_TYPE_IDS.task],
  ]);
  for (const spec of wanted.custom) {
    const found = findObject(spec, present, wanted);
    if (found.kind === 'ours' || found.kind === 'adopted') ids.set(spec.object, found.object.objectTypeId);
  }
  return ids;
}

async function readLinks(
  port: SchemaPort,
  wanted: WantedSchema,
  ids: ReadonlyMap<RecordKind, string>,
): Promise<PresentLink[]> {
  const links = wanted.pairs.flatMap(bothDirections).map(async ({ from, to }): Promise<PresentLink[]> => {
    const fromId = ids.get(from);
    const toId = ids.get(to);
    if (fromId === undefined || toId === undefined) return [];
    const [types, limits] = await Promise.all([
      port.listTypes(fromId, toId),
      hasLimit(wanted, from, to) ? port.listLimits(fromId, toId) : new Map<number, number>(),
    ]);
    return [{ from, to, types: types.map((type) => ({ ...type, limit: limits.get(type.typeId) ?? null })) }];
  });
  return (await Promise.all(links)).flat();
}

function hasLimit(wanted: WantedSchema, from: RecordKind, to: RecordKind): boolean {
  return wanted.labels.some(
    (label) =>
      label.limit !== null &&
      ((label.from === from && label.to === to) || (label.from === to && label.to === from)),
  );
}

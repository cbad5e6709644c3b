import { createLinks } from '../../src/hubspot/associations.ts';
import { findRecord } from '../../src/hubspot/records.ts';
import type { RecordKind } from '../../src/hubspot/schema/object.ts';
import { labelTypeOf, linkTypeOf, objectTypeIdOf } from '../../src/hubspot/schema/state.ts';
import { type AssociationType, writeRecords } from '../../src/hubspot/write.ts';
import type { Portal } from '../../src/jobs/portal.ts';

export type LinkTo = {
  readonly kind: RecordKind;
  readonly id: string;
  readonly types: readonly AssociationType[];
};

/**
 * Creates a record with its links, once: a repeat is found by the unique key and only its links are made sure of.
 * Throws the Problem when HubSpot refuses it.
 */
export async function createOnce(
  { request, schema }: Portal,
  kind: RecordKind,
  key: { readonly property: string; readonly value: string },
  properties: Record<string, string>,
  links: readonly LinkTo[],
): Promise<string> {
  const type = objectTypeIdOf(schema, kind);
  const [result] = await writeRecords(request, type, [
    {
      kind: 'create',
      properties: { ...properties, [key.property]: key.value },
      associations: links.map(({ id, types }) => ({ toId: id, types })),
    },
  ]);
  if (result?.kind === 'written') return result.record.id;
  const found = await findRecord(request, type, key.property, key.value, []);
  if (found === null) throw result?.problem ?? new Error('HubSpot answered a create with nothing');
  for (const { kind: to, id, types } of links) {
    await createLinks(request, type, objectTypeIdOf(schema, to), [{ fromId: found.id, toId: id, types }]);
  }
  return found.id;
}

/** A link without a label. */
export function linkTo(portal: Portal, from: RecordKind, kind: RecordKind, id: string): LinkTo {
  return { kind, id, types: [linkTypeOf(portal.schema, from, kind)] };
}

/** A link with one of our labels. */
export function labelled(
  portal: Portal,
  from: RecordKind,
  kind: RecordKind,
  id: string,
  label: Parameters<typeof labelTypeOf>[1],
): LinkTo {
  return { kind, id, types: [labelTypeOf(portal.schema, label, from)] };
}

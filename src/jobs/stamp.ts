import type { RecordKind } from '../hubspot/schema/object.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import { passingFault, writeRecords } from '../hubspot/write.ts';
import type { Portal, Refusal } from './portal.ts';

export type Stamp = { readonly recordId: string; readonly properties: Record<string, string> };

/**
 * Writes properties on records that exist, many at a time; records with nothing to write cost no call. A record
 * that HubSpot refuses (a rule of the portal's admin) is reported and stops no other; one it lost rejects, and the
 * work runs again.
 */
export async function stamp(portal: Portal, kind: RecordKind, stamps: readonly Stamp[]): Promise<Refusal[]> {
  const writes = stamps.filter(({ properties }) => Object.keys(properties).length > 0);
  if (writes.length === 0) return [];
  const results = await writeRecords(
    portal.request,
    objectTypeIdOf(portal.schema, kind),
    writes.map(({ recordId, properties }) => ({ kind: 'update', id: recordId, properties })),
  );
  const fault = passingFault(results);
  if (fault !== undefined) throw fault;
  return results.flatMap((result, place) => {
    const recordId = writes[place]?.recordId;
    if (result.kind === 'written' || recordId === undefined) return [];
    return [
      { recordId, code: `${kind.replace('partner_', '')}_stamp_refused`, message: result.problem.message },
    ];
  });
}

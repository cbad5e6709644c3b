import { objectBody } from './body.ts';
import { standardPartners } from './links.ts';
import { wantedSchema } from './wanted.ts';

/** The bodies that make our custom objects, for HubSpot's own command line (R36). Groups are left to `apply`. */
export function exportedObjects(): { readonly name: string; readonly body: Record<string, unknown> }[] {
  const { custom, pairs } = wantedSchema();
  return custom.map((spec) => ({
    name: spec.name,
    body: objectBody(spec, standardPartners(pairs, spec.object), null),
  }));
}

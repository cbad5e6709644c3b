import { Problem } from '../errors.ts';
import type { PortalId } from '../ids.ts';

/** Nothing can be done in a portal that does not have our objects yet. */
export function schemaMissing(id: PortalId): Problem {
  return new Problem('schema-missing', `portal ${id} has no schema yet: run "partnerships schema apply"`);
}

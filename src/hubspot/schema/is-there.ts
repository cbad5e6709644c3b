import { Problem } from '../../errors.ts';

/** That something was made before: HubSpot says 409 of properties and groups, 400 of association definitions. */
export function isThere(error: unknown): boolean {
  if (!(error instanceof Problem)) return false;
  return (
    error.code === 'hubspot-conflict' ||
    (error.code === 'hubspot-refused' && /already (exists|be associated)/i.test(error.message))
  );
}

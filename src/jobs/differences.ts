import type { CrmRecord } from '../hubspot/batch-answer.ts';
import { parseDecimal } from '../money.ts';

/** Property values we want; null clears. */
export type Wanted = Readonly<Record<string, string | null>>;

/** The values that differ from what stands in HubSpot: only these are written, so that the app never wakes itself. */
export function differences(wanted: Wanted, actual: CrmRecord['properties']): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const [name, value] of Object.entries(wanted)) {
    if (!same(value, actual[name] ?? null)) changed[name] = value ?? '';
  }
  return changed;
}

/** Equal as HubSpot means it: `10` is `10.00`, empty is null, a datetime is one instant in either spelling. */
function same(a: string | null, b: string | null): boolean {
  const left = a ?? '';
  const right = b ?? '';
  if (left === right) return true;
  if (left === '' || right === '') return false;
  if (NUMBER.test(left) && NUMBER.test(right)) return parseDecimal(left).eq(parseDecimal(right));
  return INSTANT.test(left) && INSTANT.test(right) && Date.parse(left) === Date.parse(right);
}

const NUMBER = /^-?\d+(\.\d+)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/**
 * A computed number as HubSpot shows it: the exact decimal expansion of the double it was computed with
 * (observed: `0.90000000000000002220446049250313080847263336181640625`).
 */
export function computedNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(100).replace(/0+$/, '');
}

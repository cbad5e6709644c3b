/** What `--json` prints: amounts in minor units as text, because JSON knows no whole numbers of any length. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, each: unknown) => (typeof each === 'bigint' ? each.toString() : each),
    2,
  );
}

/** Ids that records merged away live on as, where nobody asked for them: they must be looked at, too. */
export function survivorsOf(
  asked: readonly string[],
  fetched: ReadonlyMap<string, { readonly record: { readonly id: string } }>,
): string[] {
  const known = new Set(asked);
  return [...fetched.values()].map(({ record }) => record.id).filter((id) => !known.has(id));
}

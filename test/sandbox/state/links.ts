/** Associations between records: pair of types → from id → to id → association type ids, kept in both directions. */
export type Links = Map<string, Map<string, Map<string, number[]>>>;

const NONE: ReadonlyMap<string, number[]> = new Map();

export function linksFrom(links: Links, from: string, to: string, id: string): ReadonlyMap<string, number[]> {
  return links.get(`${from}>${to}`)?.get(id) ?? NONE;
}

export function putLink(
  links: Links,
  from: string,
  to: string,
  fromId: string,
  toId: string,
  typeId: number,
): void {
  const pair = `${from}>${to}`;
  let byFrom = links.get(pair);
  if (!byFrom) {
    byFrom = new Map();
    links.set(pair, byFrom);
  }
  let byTo = byFrom.get(fromId);
  if (!byTo) {
    byTo = new Map();
    byFrom.set(fromId, byTo);
  }
  const present = byTo.get(toId);
  if (!present) byTo.set(toId, [typeId]);
  else if (!present.includes(typeId)) present.push(typeId);
}

export function dropLink(
  links: Links,
  from: string,
  to: string,
  fromId: string,
  toId: string,
  typeId: number,
): void {
  const byFrom = links.get(`${from}>${to}`);
  const byTo = byFrom?.get(fromId);
  const rest = byTo?.get(toId)?.filter((present) => present !== typeId);
  if (!byFrom || !byTo || !rest) return;
  if (rest.length > 0) byTo.set(toId, rest);
  else byTo.delete(toId);
  if (byTo.size === 0) byFrom.delete(fromId);
}

/** Every type that a record of type `from` is linked to, with its links. */
export function* everyLinkOf(
  links: Links,
  from: string,
  id: string,
): Generator<{ to: string; toId: string; typeIds: number[] }> {
  for (const [pair, byFrom] of links) {
    if (!pair.startsWith(`${from}>`)) continue;
    const to = pair.slice(from.length + 1);
    for (const [toId, typeIds] of byFrom.get(id) ?? []) yield { to, toId, typeIds: [...typeIds] };
  }
}

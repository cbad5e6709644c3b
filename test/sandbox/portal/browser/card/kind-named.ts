import { isNamedBy, type ObjectKind } from '../crm/object-kind.ts';

/** The kind a card means: `0-3`, `deals`, `DEAL`, `p_partner`. An unknown one is the card's mistake. */
export function kindNamed(kinds: readonly ObjectKind[], name: string): ObjectKind {
  const kind = kinds.find((one) => one.typeId === name || isNamedBy(one, [name]));
  if (kind === undefined) throw new Error(`This portal has no object type "${name}"`);
  return kind;
}

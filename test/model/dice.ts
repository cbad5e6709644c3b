/** Chance, given beforehand: the same numbers always choose the same. */
export type Dice = {
  /** One of these; undefined when there are none. */
  pick<Item>(items: readonly Item[]): Item | undefined;
  /** One of these, of which there is at least one. */
  choose<Item>(items: readonly [Item, ...Item[]]): Item;
};

export function createDice(numbers: readonly number[]): Dice {
  let at = 0;
  const next = () => numbers[at++ % numbers.length] ?? 0;
  return {
    pick: (items) => items[next() % Math.max(1, items.length)],
    choose: (items) => items[next() % items.length] ?? items[0],
  };
}

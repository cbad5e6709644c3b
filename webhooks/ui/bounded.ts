/** The first items of a list, and how many there are beyond. */
export type Bounded<Item> = { readonly items: Item[]; readonly more: number };

export function bounded<From, Item>(
  all: readonly From[],
  most: number,
  show: (item: From) => Item,
): Bounded<Item> {
  return { items: all.slice(0, most).map(show), more: Math.max(0, all.length - most) };
}

/** How much of each list and text an answer has. */
export type Size = { readonly items: number; readonly characters: number };

const SIZES: readonly Size[] = [
  { items: 20, characters: 1000 },
  { items: 12, characters: 500 },
  { items: 6, characters: 300 },
  { items: 3, characters: 160 },
  { items: 1, characters: 80 },
];

/** The largest answer that stays below so many bytes of JSON. */
export function fitting<Answer>(mostBytes: number, build: (size: Size) => Answer): Answer {
  for (const size of SIZES) {
    const answer = build(size);
    if (Buffer.byteLength(JSON.stringify(answer)) <= mostBytes) return answer;
  }
  throw new Error('the smallest answer is too large');
}

import type { AppCard } from '../app-project/app-card.ts';
import { bundleCard } from './card-bundle.ts';

/** A card as the worker loads it, or the words of the build that failed. */
export type BuiltCard = { readonly kind: 'built' | 'broken'; readonly text: string };

/** Builds each card when it is first wanted, once. */
export function createCardLibrary(cards: readonly AppCard[]) {
  const built = new Map<string, Promise<BuiltCard>>();
  return {
    read(uid: string): Promise<BuiltCard> {
      const card = cards.find((one) => one.uid === uid);
      if (card === undefined)
        return Promise.resolve({ kind: 'broken', text: `No card "${uid}" in this app` });
      const known = built.get(uid) ?? build(card);
      built.set(uid, known);
      return known;
    },
    /** Waits until no build runs. */
    async settle(): Promise<void> {
      await Promise.all(built.values());
    },
  };
}

async function build(card: AppCard): Promise<BuiltCard> {
  try {
    return { kind: 'built', text: await bundleCard(card) };
  } catch (error) {
    return { kind: 'broken', text: error instanceof Error ? error.message : String(error) };
  }
}

import type { AppExtension } from '../app-project/app-extension.ts';
import { bundleCard } from './card-bundle.ts';

/** A card, page or settings page as the worker loads it, or the words of the build that failed. */
export type BuiltCard = { readonly kind: 'built' | 'broken'; readonly text: string };

/** Builds each extension when it is first wanted, once. */
export function createCardLibrary(extensions: readonly AppExtension[]) {
  const built = new Map<string, Promise<BuiltCard>>();
  return {
    read(uid: string): Promise<BuiltCard> {
      const extension = extensions.find((one) => one.uid === uid);
      if (extension === undefined)
        return Promise.resolve({ kind: 'broken', text: `No card or page "${uid}" in this app` });
      const known = built.get(uid) ?? build(extension);
      built.set(uid, known);
      return known;
    },
    /** Waits until no build runs. */
    async settle(): Promise<void> {
      await Promise.all(built.values());
    },
  };
}

async function build(extension: AppExtension): Promise<BuiltCard> {
  try {
    return { kind: 'built', text: await bundleCard(extension) };
  } catch (error) {
    return { kind: 'broken', text: error instanceof Error ? error.message : String(error) };
  }
}

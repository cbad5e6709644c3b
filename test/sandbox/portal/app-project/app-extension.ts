import path from 'node:path';

/** A screen of the app as it is built: the folder, and the entry file in it. */
export type AppExtension = {
  readonly uid: string;
  readonly root: string;
  readonly entry: string;
};

/** Where an entry point such as `/app/cards/NewCard.tsx` lies. */
export function builtFrom(srcDir: string, uid: string, entrypoint: string): AppExtension {
  const entry = path.join(srcDir, entrypoint);
  return { uid, root: path.dirname(entry), entry: path.basename(entry) };
}

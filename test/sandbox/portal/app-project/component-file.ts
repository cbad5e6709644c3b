import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { fillIn, type Variables } from './variables.ts';

export type ComponentFolder = {
  readonly srcDir: string;
  /** Folder of `app`: HubSpot reads the `*-hsmeta.json` of exactly this folder, nothing deeper. */
  readonly name: 'cards' | 'pages' | 'settings';
  readonly variables: Variables;
};

/** The components of one kind that a project declares; none when the app has no such folder. */
export async function readComponents<File extends z.ZodType>(
  { srcDir, name, variables }: ComponentFolder,
  schema: File,
): Promise<readonly z.output<File>[]> {
  const app = path.join(srcDir, 'app');
  if (!(await readdir(app)).includes(name)) return [];
  const files = (await readdir(path.join(app, name))).filter((file) => file.endsWith('-hsmeta.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const place = path.join(app, name, file);
      return schema.parse(JSON.parse(fillIn(await readFile(place, 'utf8'), variables, place)));
    }),
  );
}

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { fillIn, type Variables } from './variables.ts';

export type AppCard = {
  readonly uid: string;
  readonly name: string;
  readonly location: string;
  /** As the project says them: `companies`, `p_partner`. */
  readonly objectTypes: readonly string[];
  /** Folder that is built, and the entry file in it. */
  readonly root: string;
  readonly entry: string;
};

const cardFile = z.object({
  uid: z.string().regex(/^[\w.-]{1,64}$/),
  type: z.literal('card'),
  config: z.object({
    name: z.string(),
    location: z.string(),
    entrypoint: z.string().startsWith('/app/'),
    objectTypes: z.array(z.string()).min(1),
  }),
});

/** The cards of a project; HubSpot reads `*-hsmeta.json` of exactly `app/cards`, nothing deeper. */
export async function readCards(srcDir: string, variables: Variables): Promise<readonly AppCard[]> {
  const folder = path.join(srcDir, 'app', 'cards');
  const names = (await readdir(folder)).filter((name) => name.endsWith('-hsmeta.json')).sort();
  return Promise.all(names.map((name) => readCard(path.join(folder, name), srcDir, variables)));
}

async function readCard(file: string, srcDir: string, variables: Variables): Promise<AppCard> {
  const { uid, config } = cardFile.parse(JSON.parse(fillIn(await readFile(file, 'utf8'), variables, file)));
  const entry = path.join(srcDir, config.entrypoint);
  const { name, location, objectTypes } = config;
  return { uid, name, location, objectTypes, root: path.dirname(entry), entry: path.basename(entry) };
}

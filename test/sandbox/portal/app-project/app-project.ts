import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type AppCard, readCards } from './app-card.ts';
import { type AppScreen, readScreens } from './app-screen.ts';
import { fillIn, readVariables, type Variables } from './variables.ts';

/** What HubSpot knows of an uploaded project, as far as its screens need it. */
export type AppProject = {
  readonly appName: string;
  /** Origins that `hubspot.fetch` may call. */
  readonly permittedOrigins: ReadonlySet<string>;
  readonly cards: readonly AppCard[];
  readonly screens: readonly AppScreen[];
  readonly variables: Variables;
};

const projectFile = z.object({ name: z.string(), srcDir: z.string() });
const appFile = z.object({
  type: z.literal('app'),
  config: z.object({
    name: z.string(),
    permittedUrls: z.object({ fetch: z.array(z.string()) }),
  }),
});

/** Reads a HubSpot project folder (hsproject.json, app, cards, pages, settings); refuses what HubSpot's build would refuse. */
export async function readAppProject(projectDir: string, given: Variables): Promise<AppProject> {
  const projectText = await readFile(path.join(projectDir, 'hsproject.json'), 'utf8');
  const srcDir = path.resolve(projectDir, projectFile.parse(JSON.parse(projectText)).srcDir);
  const variables = await readVariables([srcDir, path.resolve(projectDir)], given);
  const file = path.join(srcDir, 'app', 'app-hsmeta.json');
  const app = appFile.parse(JSON.parse(fillIn(await readFile(file, 'utf8'), variables, file)));
  return {
    appName: app.config.name,
    permittedOrigins: new Set(app.config.permittedUrls.fetch.map(permittedOrigin)),
    cards: await readCards(srcDir, variables),
    screens: await readScreens(srcDir, variables),
    variables,
  };
}

function permittedOrigin(text: string): string {
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.hostname === 'localhost') {
    throw new Error(`permittedUrls.fetch: "${text}" is not an https address outside this machine`);
  }
  return url.origin;
}

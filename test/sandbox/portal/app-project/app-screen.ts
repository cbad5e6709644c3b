import { z } from 'zod';
import { type AppExtension, builtFrom } from './app-extension.ts';
import { readComponents } from './component-file.ts';
import type { Variables } from './variables.ts';

/** A page of the app outside of records: its pages (or the older home page), and its settings. */
export type AppScreen = AppExtension & { readonly location: 'home' | 'pages' | 'settings' };

const uid = z.string().regex(/^[\w.-]{1,64}$/);
const entrypoint = z.string().startsWith('/app/');
const pageFile = z.object({
  uid,
  type: z.enum(['page', 'pages']),
  config: z.object({ entrypoint, location: z.enum(['home', 'pages']).default('pages') }),
});
const settingsFile = z.object({ uid, type: z.literal('settings'), config: z.object({ entrypoint }) });

/** The screens of a project: at most one page component and one of settings, as HubSpot's build demands. */
export async function readScreens(srcDir: string, variables: Variables): Promise<readonly AppScreen[]> {
  const pages = await readComponents({ srcDir, name: 'pages', variables }, pageFile);
  const settings = await readComponents({ srcDir, name: 'settings', variables }, settingsFile);
  if (pages.length > 1) throw new Error(`An app has one page component, this one has ${pages.length}`);
  if (settings.length > 1) throw new Error(`An app has one settings page, this one has ${settings.length}`);
  return [
    ...pages.map((file) => ({
      ...builtFrom(srcDir, file.uid, file.config.entrypoint),
      location: file.config.location,
    })),
    ...settings.map((file) => ({
      ...builtFrom(srcDir, file.uid, file.config.entrypoint),
      location: 'settings' as const,
    })),
  ];
}

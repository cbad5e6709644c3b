import { z } from 'zod';
import { type AppExtension, builtFrom } from './app-extension.ts';
import { readComponents } from './component-file.ts';
import type { Variables } from './variables.ts';

export type AppCard = AppExtension & {
  readonly name: string;
  readonly location: string;
  /** As the project says them: `companies`, `p_partner`. */
  readonly objectTypes: readonly string[];
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

/** The cards of a project. */
export async function readCards(srcDir: string, variables: Variables): Promise<readonly AppCard[]> {
  const files = await readComponents({ srcDir, name: 'cards', variables }, cardFile);
  return files.map(({ uid, config: { name, location, objectTypes, entrypoint } }) => ({
    ...builtFrom(srcDir, uid, entrypoint),
    name,
    location,
    objectTypes,
  }));
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const appFile = z.object({
  config: z.object({
    auth: z.object({ requiredScopes: z.array(z.string()), optionalScopes: z.array(z.string()).default([]) }),
  }),
});

/** The scopes a project asks for in `app-hsmeta.json`; undefined when it has no such file. */
export function readProjectScopes(appDir: string): string[] | undefined {
  const path = join(appDir, 'app-hsmeta.json');
  if (!existsSync(path)) return undefined;
  const { auth } = appFile.parse(JSON.parse(readFileSync(path, 'utf8'))).config;
  return [...auth.requiredScopes, ...auth.optionalScopes];
}

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

export type Variables = Readonly<Record<string, string>>;

const profile = z.object({ variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) });

/**
 * Variables of the project's `hsprofile.sandbox.json`, if it has one, with the given ones over them.
 * HubSpot looks for profiles in the project's source folder; the project folder is accepted too.
 */
export async function readVariables(folders: readonly string[], given: Variables): Promise<Variables> {
  for (const folder of folders) {
    if (!(await readdir(folder)).includes('hsprofile.sandbox.json')) continue;
    const text = await readFile(path.join(folder, 'hsprofile.sandbox.json'), 'utf8');
    const { variables } = profile.parse(JSON.parse(text));
    const words = Object.entries(variables).map(([name, value]) => [name, String(value)] as const);
    return { ...Object.fromEntries(words), ...given };
  }
  return given;
}

/** Puts the variables into a text with `${NAME}` in it; a name without a value is refused. */
export function fillIn(text: string, variables: Variables, file: string): string {
  return text.replace(/\$\{(.*?)\}/g, (_match, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`${file} uses \${${name}}, which no profile gives a value`);
    return value;
  });
}

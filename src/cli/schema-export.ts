import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportedObjects } from '../hubspot/schema/exported.ts';

/**
 * `schema export DIR`: one file per custom object for `hs custom-object create-schema FILE`, for accounts without
 * service keys (R36). `schema apply` then adds groups, stamps and labels. Rejects when DIR cannot be written.
 */
export async function runSchemaExport(
  { print }: { readonly print: (line: string) => void },
  directory: string,
): Promise<number> {
  await mkdir(directory, { recursive: true });
  for (const { name, body } of exportedObjects()) {
    const path = join(directory, `${name}.json`);
    await writeFile(path, `${JSON.stringify(body, null, 2)}\n`);
    print(`hs custom-object create-schema ${path}`);
  }
  return 0;
}

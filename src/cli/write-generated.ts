import { writeFile } from 'node:fs/promises';
import { schemaCsv } from '../hubspot/schema/csv.ts';
import { webhooksFile } from '../hubspot/schema/webhooks.ts';

/** Writes the files that are made from the schema: `node src/cli/write-generated.ts`, after the schema was changed. */
export const GENERATED_FILES = [
  { path: 'docs/schema.csv', content: schemaCsv },
  { path: 'extensions/src/app/webhooks/webhooks-hsmeta.json', content: webhooksFile },
] as const;

if (import.meta.main) {
  for (const { path, content } of GENERATED_FILES) {
    await writeFile(new URL(`../../${path}`, import.meta.url), content());
  }
}

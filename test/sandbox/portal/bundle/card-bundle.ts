import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const buildScript = fileURLToPath(new URL('./build-card.ts', import.meta.url));

/** The card's bundle, as HubSpot would serve it to its worker. Rejects with the bundler's words. */
export async function bundleCard(card: { root: string; entry: string }): Promise<string> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'sandbox-card-'));
  try {
    await run(process.execPath, [buildScript, card.root, card.entry, outDir], {
      env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
      timeout: 60_000,
    });
    return await readFile(path.join(outDir, `${path.parse(card.entry).name}.js`), 'utf8');
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

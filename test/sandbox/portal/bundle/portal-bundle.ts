import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const browserDir = fileURLToPath(new URL('../browser/', import.meta.url));

/** Files that the browser loads, by name: `portal.js`, `portal.css`, `card-worker.js`. */
export type PortalBundle = ReadonlyMap<string, string>;

/** Bundles the portal's pages and the worker that runs cards; about half a second, nothing on disk. */
export async function bundlePortal(): Promise<PortalBundle> {
  const result = await build({
    absWorkingDir: browserDir,
    entryPoints: { portal: 'main.tsx', 'card-worker': 'card/card-worker.ts' },
    outdir: 'out',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  return new Map(result.outputFiles.map((file) => [file.path.split('/').at(-1) ?? file.path, file.text]));
}

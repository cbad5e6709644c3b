/**
 * Builds one card with HubSpot's own bundler: `node build-card.ts ROOT ENTRY OUT_DIR`.
 * It runs as a process of its own, because the bundler writes to the console and reads NODE_ENV when it loads.
 */
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

const [root, entryPoint, outputDir] = process.argv.slice(2);
if (!root || !entryPoint || !outputDir) throw new Error('Usage: build-card.ts ROOT ENTRY OUT_DIR');
await remoteBuild({ root, entryPoint, outputDir, logLevel: 'warn' });

import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

/** Builds one card as HubSpot does on upload: node build-card.ts <cards folder> <entry file> <output folder> */
const [root, entryPoint, outputDir] = process.argv.slice(2);
if (root === undefined || entryPoint === undefined || outputDir === undefined) {
  throw new Error('usage: build-card.ts <cards folder> <entry file> <output folder>');
}
await remoteBuild({ root, entryPoint, outputDir, logLevel: 'error' });

/** `npm run test:browser`: the tests that need Chromium. Exits 3 when there is none. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findChromium, installLine } from '../support/chromium.ts';

const found = await findChromium();
if (found.kind === 'missing') {
  console.error(`The browser tests need Chromium, and none starts here (tried: ${found.tried.join(', ')}).`);
  console.error(`Install it with: ${installLine}`);
  process.exit(3);
}
const jest = fileURLToPath(new URL('../../node_modules/jest/bin/jest.js', import.meta.url));
const config = fileURLToPath(new URL('./jest.config.js', import.meta.url));
const child = spawn(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', jest, '-c', config, ...process.argv.slice(2)],
  { stdio: 'inherit', timeout: 10 * 60_000, env: { ...process.env, CHROMIUM_PATH: found.path } },
);
child.on('exit', (code) => process.exit(code ?? 1));

import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

/** A Chromium that starts on this machine, or where it was looked for. */
export type FoundChromium =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'missing'; readonly tried: readonly string[] };

/** For people: what to do when there is none. */
export const installLine = 'apt-get install chromium';

/** `CHROMIUM_PATH`, else the system's, else the one npm brings (which needs the system's libraries). */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<FoundChromium> {
  const given = environment.CHROMIUM_PATH;
  const candidates = given ? [given] : [...(await onPath(environment.PATH ?? '')), await fromNpm()];
  const tried: string[] = [];
  for (const candidate of candidates) {
    if (await starts(candidate)) return { kind: 'found', path: candidate };
    tried.push(candidate);
  }
  return { kind: 'missing', tried };
}

/** Starts a browser with a profile of its own, which goes away when it is closed. */
export async function launchChromium(): Promise<Browser> {
  const found = await findChromium();
  if (found.kind === 'missing') throw new Error(`No Chromium starts on this machine. Try: ${installLine}`);
  return chromium.launch({ executablePath: found.path, headless: true, args: [...launchFlags] });
}

const launchFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

async function onPath(searchPath: string): Promise<readonly string[]> {
  const folders = searchPath.split(path.delimiter).filter(Boolean);
  const places = systemNames.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const executable = await Promise.all(places.map(isExecutable));
  return places.filter((_, at) => executable[at]);
}

async function fromNpm(): Promise<string> {
  const { default: sparticuz } = await import('@sparticuz/chromium');
  return sparticuz.executablePath();
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function starts(file: string): Promise<boolean> {
  return run(file, ['--version'], { timeout: 15_000 }).then(
    ({ stdout }) => /\d+\.\d+/.test(stdout),
    () => false,
  );
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../sandbox/index.ts';
import { PUBLIC_URL } from '../../support/sandbox-config.ts';
import { listenOnLoopback } from '../loopback.ts';

const MAIN = fileURLToPath(new URL('../../../webhooks/main.ts', import.meta.url));
const START_MS = 60_000;

/** A real server process, as `npm start` runs it. */
export type Child = {
  readonly url: string;
  isUp(): boolean;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for a good end. Throws when the exit code is not 0. */
  stop(): Promise<void>;
  /** The end of its log, for reports. */
  log(): string;
};

/** Starts a server on a database and a portal; resolves once it is ready for webhooks. */
export async function startChild(sandbox: Sandbox, databaseUrl: string): Promise<Child> {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
      HUBSPOT_CLIENT_SECRET: sandbox.clientSecret,
      HUBSPOT_APP_ID: sandbox.appId,
      HUBSPOT_BASE_URL: sandbox.url,
      PUBLIC_URL,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      LOG_LEVEL: 'warn',
    },
  });
  const gone = once(child, 'exit');
  // It must not outlive us, however we end.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  const log = keepTail(child);
  const url = `http://127.0.0.1:${port}`;
  const isUp = () => child.exitCode === null && child.signalCode === null;
  await ready(url, isUp, log);
  return {
    url,
    isUp,
    log,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      const [code, signal] = await gone;
      if (code !== 0) throw new Error(`the server ended with ${code ?? signal}: ${log()}`);
    },
  };
}

/** Answers at all: a server whose database is away is up too, and says so itself. */
async function ready(url: string, isUp: () => boolean, log: () => string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (isUp() && Date.now() < deadline) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    if (answer?.ok === true) return;
    await pause(50);
  }
  throw new Error(`the server did not come up: ${log()}`);
}

const KEPT = 20_000;

function keepTail({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const output of [stdout, stderr]) {
    output?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-KEPT);
    });
  }
  return () => text;
}

async function freePort(): Promise<number> {
  const { port, close } = await listenOnLoopback(createServer());
  await close();
  return port;
}

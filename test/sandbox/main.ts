import { join } from 'node:path';
import { type CommandLine, parseCommandLine, USAGE } from './command-line.ts';
import { createSandbox, type Sandbox } from './index.ts';
import { mountPages } from './mounted-pages.ts';

const PROJECT_DIR = join(import.meta.dirname, '..', '..', 'extensions');
const RETRY_MS = 1_000;

/** `npm run sandbox`: the portal alone, until it is interrupted. */
async function main(options: CommandLine): Promise<void> {
  const sandbox = await createSandbox({ port: options.port, seed: options.seed });
  const backend =
    options.webhookTarget === undefined ? {} : { backend: new URL(options.webhookTarget).origin };
  const pages = await mountPages(sandbox, {
    projectDir: PROJECT_DIR,
    publicUrl: options.publicUrl,
    ...backend,
  });
  console.log(`HubSpot API     ${sandbox.url}   (Authorization: Bearer ${sandbox.accessToken})`);
  console.log(`Record pages    ${sandbox.url}/portal`);
  console.log(`Control plane   ${sandbox.url}/_sandbox`);
  console.log(`Portal ${sandbox.portalId}, app ${sandbox.appId}, client secret ${sandbox.clientSecret}`);
  const upload =
    options.webhookTarget === undefined
      ? undefined
      : uploadWhenPossible(sandbox, options, options.webhookTarget);
  const stop = async () => {
    clearInterval(upload);
    await pages.close();
    await sandbox.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop().catch(fail));
}

/** HubSpot refuses a project whose custom objects do not exist yet, so it is uploaded once they do. */
function uploadWhenPossible(sandbox: Sandbox, options: CommandLine, targetUrl: string): NodeJS.Timeout {
  const signedUrl = new URL(new URL(targetUrl).pathname, options.publicUrl).href;
  let lastRefusal = '';
  const timer = setInterval(async () => {
    try {
      await sandbox.uploadProject({ dir: PROJECT_DIR, targetUrl, signedUrl });
      clearInterval(timer);
      console.log(`Webhooks        ${targetUrl}, signed for ${signedUrl}`);
    } catch (error) {
      const refusal = error instanceof Error ? error.message : String(error);
      if (refusal !== lastRefusal) console.log(`Webhooks are not installed yet. ${refusal}`);
      lastRefusal = refusal;
    }
  }, RETRY_MS);
  return timer;
}

function fail(error: unknown): void {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = error instanceof Error ? error.message : String(error);
  console.error(isTaken ? `${message}: another program has this port; choose one with --port` : message);
  process.exitCode = 1;
}

function commandLine(): CommandLine | undefined {
  try {
    return parseCommandLine(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exitCode = 2;
    return undefined;
  }
}

const options = commandLine();
if (options) await main(options).catch(fail);

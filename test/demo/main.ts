import { parseArgs } from 'node:util';
import { show } from './show.ts';
import { setStage } from './stage.ts';

const USAGE = 'usage: npm run demo -- [--once] [--instances N] [--port 4010]';
const say = (line: string) => console.log(line);

/** `npm run demo`: everything on this machine, a won deal credited, then pages to look at until Ctrl-C. */
async function main(): Promise<number> {
  const options = readOptions();
  if (options === null) {
    console.error(USAGE);
    return 2;
  }
  const stage = await setStage({ instances: options.instances, port: options.once ? 0 : options.port, say });
  try {
    const links = await show(stage, say);
    if (options.once) return 0;
    say('\nLook around, it is yours:');
    say(`  A partner's company, with the card   ${links.partner}`);
    say(`  The client they referred             ${links.client}`);
    say(`  Revenue by partner and month         ${links.report}`);
    say(`  The whole portal                     ${links.portal}`);
    say('\nCtrl-C stops everything and leaves nothing behind.');
    await interrupted();
    return 0;
  } finally {
    await stage.stop();
  }
}

function readOptions(): { once: boolean; instances: number; port: number } | null {
  try {
    const { values } = parseArgs({
      options: { once: { type: 'boolean' }, instances: { type: 'string' }, port: { type: 'string' } },
    });
    const instances = Number(values.instances ?? '1');
    const port = Number(values.port ?? '4010');
    const fine =
      Number.isInteger(instances) && instances >= 1 && instances <= 8 && Number.isInteger(port) && port >= 0;
    return fine ? { once: values.once ?? false, instances, port } : null;
  } catch {
    // An unknown option is wrong usage, which the caller prints.
    return null;
  }
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

process.exitCode = await main();

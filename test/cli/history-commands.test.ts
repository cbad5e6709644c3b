import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../../src/cli/program.ts';
import { PUBLIC_URL } from '../support/sandbox-config.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let env: Record<string, string>;
beforeAll(async () => {
  world = await createWorld();
  const { sandbox, app } = world;
  env = {
    ...{ HUBSPOT_ACCESS_TOKEN: sandbox.accessToken, HUBSPOT_CLIENT_SECRET: sandbox.clientSecret },
    ...{ HUBSPOT_APP_ID: sandbox.appId, HUBSPOT_BASE_URL: sandbox.url, PUBLIC_URL },
    ...{ DATABASE_URL: app.database.url, ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') },
  };
});
afterAll(() => world.stop());

const run = async (...args: string[]) => {
  const [told, wrong]: [string[], string[]] = [[], []];
  const out = {
    print: (line: string) => void told.push(line),
    complain: (line: string) => void wrong.push(line),
  };
  const code = await runCli(args, env, out);
  return { code, told: told.join('\n'), wrong: wrong.join('\n') };
};

test('commands over history connect by themselves, beside a running server', async () => {
  expect(await run('simulate', '--model', 'first', '--json')).toMatchObject({ code: 0, wrong: '' });
  expect(await run('reconcile')).toEqual({
    code: 0,
    told: '0 deals decided anew: ledger and HubSpot agree in everything.',
    wrong: '',
  });
});

test('the books need no HubSpot', async () => {
  const offline = { ...env, HUBSPOT_BASE_URL: 'http://localhost:9' };
  const told: string[] = [];
  const out = {
    print: (line: string) => void told.push(line),
    complain: (line: string) => void told.push(line),
  };
  expect(await runCli(['periods', 'list'], offline, out)).toBe(0);
  expect(await runCli(['settings', 'show', '--json'], offline, out)).toBe(0);
  expect(await runCli(['periods', 'close', '2020-01', '--by', 'Kim'], offline, out)).toBe(0);
  expect(told[0]).toBe('Nothing has been credited yet.');
  expect(told.at(-1)).toBe('2020-01 is closed: nothing. Later changes are posted forward.');
});

test('what is asked for wrongly is wrong usage, and does nothing', async () => {
  expect(await run('periods', 'close', '2026-13', '--by', 'Kim')).toMatchObject({
    code: 2,
    wrong: expect.stringContaining('"2026-13" is not a month (YYYY-MM)'),
  });
  expect(await run('periods', 'close', '2026-01')).toMatchObject({ code: 2 });
  expect(await run('simulate')).toMatchObject({
    code: 2,
    wrong: 'Say what to try: --model, --policy or --rules.',
  });
  expect(await run('simulate', '--model', 'first', '--policy', '1')).toMatchObject({ code: 2 });
  expect(await run('backfill')).toMatchObject({
    code: 2,
    wrong: 'Nobody can be asked here: add --yes, or --dry-run to look only.',
  });
  expect(await run('backfill', '--since', 'yesterday')).toMatchObject({ code: 2 });
  expect(await run('import', '--from-property', 'referred_by')).toMatchObject({ code: 2 });
  expect(await run('recompute', '--policy', '1', '--by', 'Kim', '--reason', ' ', '--yes')).toMatchObject({
    code: 2,
  });
});

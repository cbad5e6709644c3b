import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseMonth } from '../../src/calendar.ts';
import { runPeriodsClose, runPeriodsList, runPeriodsReopen } from '../../src/cli/periods.ts';
import { readAudit } from '../../src/store/audit.ts';
import { lockPeriodsShared } from '../../src/store/periods.ts';
import { changeSetting } from '../../src/store/settings.ts';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

const MARCH = parseMonth('2026-03');
let world: World;
let cast: Cast;
let deal: string;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
  const partner = await cast.partner('Acme');
  const client = company(await cast.client('Blue Ocean'));
  await cast.referral({ partner, clients: [client], on: '2026-03-02' });
  deal = await cast.deal('Website', [client], { amount: '8000' });
  await cast.win(deal);
  await world.settle();
});
afterAll(() => world.stop());

function screen() {
  const lines: string[] = [];
  const add = (line: string) => void lines.push(line);
  return { lines, out: { print: add, complain: add } };
}
const deps = () => ({ database: world.app.database, now: () => world.sandbox.now() });
const portal = () => ({ id: world.portalId, timeZone: 'Europe/Berlin' });
const list = async () => {
  const { lines, out } = screen();
  return { code: await runPeriodsList(deps(), portal(), { json: false }, out), lines };
};
const close = async (force = false) => {
  const { lines, out } = screen();
  await runPeriodsClose(deps(), portal(), { month: MARCH, actor: 'Kim', force, json: false }, out);
  return lines;
};
const reopen = async (second: string | null) => {
  const { lines, out } = screen();
  const input = { month: MARCH, actor: 'Kim', second, reason: 'Invoice was wrong', json: false };
  await runPeriodsReopen({ ...deps(), queue: world.app.queue }, portal(), input, out);
  return lines;
};

test('a month that is not over is closed only by force', async () => {
  await expect(close()).rejects.toThrow('2026-03 is not over yet. --force closes it nevertheless.');
  expect(await list()).toEqual({ code: 0, lines: ['2026-03  open  EUR 8,000.00 sourced'] });
});

test('the sums of a closed month never move: what changes later counts in the present month', async () => {
  await world.advanceDays(40);
  expect(await close()).toEqual([
    '2026-03 is closed: EUR 8,000.00 sourced. Later changes are posted forward.',
  ]);
  await expect(close()).rejects.toThrow('2026-03 is closed already.');
  await world.crm.update('deal', deal, { amount: '7000' });
  await world.settle();
  expect(await list()).toEqual({
    code: 0,
    lines: [
      '2026-03  closed 11 Apr 2026 by Kim  EUR 8,000.00 sourced  as closed',
      '2026-04  open  EUR -1,000.00 sourced',
    ],
  });
  expect(await disagreements(world)).toEqual([]);
});

test('a closed month that moved all the same is shown, with what moved', async () => {
  const { database } = world.app;
  const money = `INSERT INTO ledger_entry SELECT (e).* FROM (
    SELECT jsonb_populate_record(ledger_entry, '{"sequence": 99, "home_minor": 5, "amount_minor": 0}') AS e
    FROM ledger_entry WHERE portal_id = $1 AND month = '2026-03' LIMIT 1) AS one`;
  await expect(
    database.transaction(async (tx) => {
      await tx.run(money, [world.portalId]);
      const { lines, out } = screen();
      const inside = { database: { ...database, ...tx }, now: () => world.sandbox.now() };
      expect(await runPeriodsList(inside, portal(), { json: false }, out)).toBe(1);
      expect(lines[0]).toMatch(
        /MOVED since it was closed: partner \d+ sourced EUR EUR 8,000\.00 → EUR 8,000\.05$/,
      );
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
});

test('nobody posts while a month is being closed, and the other way round', async () => {
  const order: string[] = [];
  const [held, posting] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const posted = world.app.database.transaction(async (tx) => {
    await lockPeriodsShared(tx, world.portalId);
    held.resolve();
    await posting.promise;
    order.push('posted');
  });
  await held.promise;
  const april = { month: parseMonth('2026-04'), actor: 'Kim', force: true, json: false };
  const closed = runPeriodsClose(deps(), portal(), april, screen().out).then(() => order.push('closed'));
  posting.resolve();
  await Promise.all([posted, closed]);
  expect(order).toEqual(['posted', 'closed']);
});

test('reopening takes a reason, a second person where the settings say so, and leaves its trace', async () => {
  const { database } = world.app;
  const now = new Date(world.sandbox.now());
  const change = { name: 'closedPeriodsNeedSecondPerson', value: true, actor: 'Kim' } as const;
  await database.transaction((tx) => changeSetting(tx, world.portalId, change, now));
  await expect(reopen(null)).rejects.toThrow('2026-03 needs a second person: name them with --second.');
  await expect(reopen(' kim ')).rejects.toThrow('needs a second person');
  expect(await reopen('Ada')).toEqual([
    '2026-03 is open again: changes are posted into it. Deals with something posted elsewhere meanwhile, looked at now: 1.',
  ]);
  await expect(reopen('Ada')).rejects.toThrow('2026-03 is not closed.');
  const deeds = await readAudit(database, world.portalId, '2026-03');
  expect(deeds.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
    'Kim reopen-month',
    'Kim close-month',
  ]);
  expect(deeds[0]?.details).toMatchObject({ reason: 'Invoice was wrong', second: 'Ada', closedBy: 'Kim' });
  await expect(database.run('DELETE FROM audit')).rejects.toThrow('the audit is append-only');

  await world.crm.update('deal', deal, { amount: '7500' });
  await world.settle();
  expect((await dealBooks(world, deal)).credits).toEqual([
    // April is closed and keeps what was taken back in it.
    'Acme sourced 2026-03 earned 100.00 % EUR 8500.00 = 8500.00 on 2026-03-02',
    'Acme sourced 2026-04 earned 100.00 % EUR -1000.00 = -1000.00 on 2026-04-11',
  ]);
  expect(await disagreements(world)).toEqual([]);
});

test('what had to be posted elsewhere while its month was closed comes back when it is opened again', async () => {
  await world.advanceDays(30);
  await close();
  await world.crm.update('deal', deal, { amount: '9000' });
  await world.settle();
  const credits = async () => (await dealBooks(world, deal)).credits;
  expect(await credits()).toEqual([
    'Acme sourced 2026-03 earned 100.00 % EUR 8500.00 = 8500.00 on 2026-03-02',
    'Acme sourced 2026-04 earned 100.00 % EUR -1000.00 = -1000.00 on 2026-04-11',
    'Acme sourced 2026-05 earned 100.00 % EUR 1500.00 = 1500.00 on 2026-05-11',
  ]);
  await reopen('Ada');
  await world.settle();
  expect(await credits()).toEqual([
    'Acme sourced 2026-03 earned 100.00 % EUR 10000.00 = 10000.00 on 2026-03-02',
    'Acme sourced 2026-04 earned 100.00 % EUR -1000.00 = -1000.00 on 2026-04-11',
    'Acme sourced 2026-05 reversed 0.00 % EUR 0.00 = 0.00 on 2026-05-11',
  ]);
  expect(await disagreements(world)).toEqual([]);
});

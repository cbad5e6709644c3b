import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runSettingsSet } from '../../src/cli/settings.ts';
import { createWorld, type World } from '../support/world.ts';
import { dealBooks } from './books.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
});
afterAll(() => world.stop());

const lines: string[] = [];
const out = { print: (line: string) => void lines.push(line) };
const set = (name: string, value: string) => {
  const { database, now } = world.app;
  return runSettingsSet({ database, portalId: world.portalId, now }, { name, value, actor: 'Kim' }, out);
};

/** A client that Alder referred, whose deal Birch helped with. */
async function wonDeal(name: string): Promise<string> {
  const alder = await cast.partner(`Alder ${name}`);
  const birch = await cast.partner(`Birch ${name}`);
  const client = await cast.client(`Client ${name}`);
  await cast.referral({ partner: alder, clients: [company(client)], on: '2026-03-02' });
  const deal = await cast.deal(name, [company(client)]);
  await cast.activity({ partner: birch, on: '2026-03-02', links: [{ to: 'deal', id: deal }] });
  await cast.win(deal);
  await world.settle();
  return deal;
}

test('a portal that chooses another model divides its next wins by it; earlier wins keep theirs', async () => {
  const before = await wonDeal('A');
  await set('model', '"linear"');
  expect(lines).toEqual([expect.stringContaining('model is set: version 2 of the rules.')]);
  const after = await wonDeal('B');
  await world.crm.update('deal', before, { amount: '2000' });
  await world.settle();
  expect((await dealBooks(world, before)).credits).toEqual([
    'Alder A sourced 2026-03 earned 100.00 % EUR 2000.00 = 2000.00 on 2026-03-02',
    'Birch A influenced 2026-03 earned 0.00 % EUR 0.00 = 0.00 on 2026-03-02',
  ]);
  expect((await dealBooks(world, after)).credits).toEqual([
    'Alder B sourced 2026-03 earned 50.00 % EUR 500.00 = 500.00 on 2026-03-02',
    'Birch B influenced 2026-03 earned 50.00 % EUR 500.00 = 500.00 on 2026-03-02',
  ]);
  expect(await disagreements(world)).toEqual([]);
});

test('a rule that cannot be is refused by name, and nothing changes', async () => {
  await expect(set('model', '"fixed"')).rejects.toThrow(/model/);
  await expect(set('halfLifeDays', '-1')).rejects.toThrow(/halfLifeDays/);
  await expect(set('nonsense', '1')).rejects.toThrow(/neither a setting .*nor a rule/);
});

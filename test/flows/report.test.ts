import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { wantedSchema } from '../../src/hubspot/schema/index.ts';
import { toDecimalText } from '../../src/money.ts';
import { createWorld, type World } from '../support/world.ts';
import { type Cast, company, createCast } from './cast.ts';
import { disagreements } from './disagreements.ts';

/** One line of the recipe's table of fields: where, label, property, setting. */
type Line = {
  readonly where: string;
  readonly label: string;
  readonly property: string;
  readonly setting: string;
};

let world: World;
let cast: Cast;
let recipe: readonly Line[];
beforeAll(async () => {
  world = await createWorld();
  cast = createCast(world.crm);
  const text = await readFile(new URL('../../docs/reports.md', import.meta.url), 'utf8');
  recipe = text.split('\n').flatMap((line) => {
    const [, where = '', label = '', property = '', setting = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return /^`\w+`$/.test(property) ? [{ where, label, property: property.slice(1, -1), setting }] : [];
  });
});
afterAll(() => world.stop());

test('every field of the recipe stands in HubSpot under the name it is called by', () => {
  const credit = wantedSchema().custom.find(({ object }) => object === 'partner_credit');
  const labels = new Map((credit?.properties ?? []).map(({ name, label }) => [name, label]));
  expect(recipe.map(({ property }) => labels.get(property))).toEqual(recipe.map(({ label }) => label));
  expect(recipe.map(({ where }) => where)).toEqual(['X-axis', 'Break down by', 'Y-axis', 'Table column']);
});

/** What HubSpot's report builder makes of the recipe: one source, no filter, months on the axis, a sum per partner. */
async function report(): Promise<Record<string, string>> {
  const at = (where: string) => {
    const line = recipe.find((each) => each.where === where);
    if (line === undefined) throw new Error(`the recipe says nothing of ${where}`);
    return line;
  };
  const [day, partner, amount] = [at('X-axis'), at('Break down by'), at('Y-axis')];
  expect([day.setting, amount.setting]).toEqual(['frequency: **monthly**', 'aggregate: **sum**']);
  const records = await world.crm.all('partner_credit', [day.property, partner.property, amount.property]);
  const cells = new Map<string, bigint>();
  for (const { properties } of records) {
    const cell = `${properties[partner.property]} ${properties[day.property]?.slice(0, 7)}`;
    const cents = BigInt(
      (properties[amount.property] ?? '0.00').replace(/^(-?\d+)$/, '$1.00').replace('.', ''),
    );
    cells.set(cell, (cells.get(cell) ?? 0n) + cents);
  }
  return sorted([...cells].map(([cell, minor]) => [cell, toDecimalText({ minor, currency: 'EUR' })]));
}

/** The same from the books: entries of role `sourced`, added up by partner and counting month. */
async function ledger(names: ReadonlyMap<string, string>): Promise<Record<string, string>> {
  const row = z.object({ partner_id: z.string(), month: z.string(), minor: z.string() });
  const rows = await world.app.database.rows(
    (each) => row.parse(each),
    `SELECT partner_id, month, (sum(home_minor) FILTER (WHERE role = 'sourced'))::text AS minor
     FROM ledger_entry WHERE portal_id = $1 GROUP BY partner_id, month HAVING bool_or(role = 'sourced')`,
    [world.portalId],
  );
  return sorted(
    rows.map(({ partner_id, month, minor }) => [
      `${names.get(partner_id)} ${month}`,
      toDecimalText({ minor: BigInt(minor), currency: 'EUR' }),
    ]),
  );
}

function sorted(cells: [string, string][]): Record<string, string> {
  return Object.fromEntries(cells.sort(([a], [b]) => (a < b ? -1 : 1)));
}

test('the report equals the ledger to the cent, after all that happens to deals in two months', async () => {
  const [alder, birch] = [await cast.partner('Alder'), await cast.partner('Birch')];
  const clients = [];
  for (const [place, partner] of [alder, birch, alder, birch].entries()) {
    const client = await cast.client(`Client ${place}`);
    await cast.referral({ partner, clients: [company(client)], on: '2026-03-02' }, { name: `R-${place}` });
    clients.push(company(client));
  }
  const [first, second, third, fourth] = clients;
  if (!first || !second || !third || !fourth) throw new Error('four clients');
  const website = await cast.deal('Website', [first], { amount: '8000' });
  const shop = await cast.deal('Shop', [second], { amount: '999.99', deal_currency_code: 'USD' });
  const app = await cast.deal('App', [third], { amount: '5000' });
  for (const deal of [website, shop, app]) await cast.win(deal);
  await world.settle();
  await world.crm.update('deal', website, { amount: '8500.50' });
  await cast.reopen(app);
  await world.settle();

  await world.advanceDays(31);
  await cast.win(app);
  const more = await cast.deal('Website, part 2', [first], { amount: '700' });
  const portal = await cast.deal('Portal', [fourth], { amount: '100000', deal_currency_code: 'JPY' });
  const noAmount = await cast.deal('No amount yet', [second], { amount: '' });
  const helped = await cast.deal('Helped only', [company(await cast.client('Nobody’s'))], { amount: '60' });
  await cast.activity({ partner: birch, on: '2026-04-02', links: [{ to: 'deal', id: helped }] });
  for (const deal of [more, portal, noAmount, helped]) await cast.win(deal);
  await world.settle();
  expect(await disagreements(world)).toEqual([]);

  const expected = {
    // 8,500.50; the app was reopened in March and won again in April.
    'Alder 2026-03': '8500.50',
    'Alder 2026-04': '5000.00',
    // USD 999.99 at 0.86.
    'Birch 2026-03': '859.99',
    // JPY 100,000 at 0.0056; influence and expansion are in columns of their own.
    'Birch 2026-04': '560.00',
  };
  expect(await report()).toEqual(expected);
  expect(
    await ledger(
      new Map([
        [alder.id, 'Alder'],
        [birch.id, 'Birch'],
      ]),
    ),
  ).toEqual(expected);
});

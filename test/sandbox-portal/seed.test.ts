import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import { type Caller, startSandbox } from './caller.ts';

let sandbox: Sandbox;
let call: Caller;

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
afterAll(() => sandbox.stop());

async function count(filters: unknown[]): Promise<unknown> {
  const body = { filterGroups: [{ filters }], limit: 1, after: '0', sorts: [], properties: [] };
  return (await call('POST', '/crm/objects/2026-09/deals/search', body)).body.total;
}

const is = (propertyName: string, value: string) => ({ propertyName, operator: 'EQ', value });

test('many deals are there at once, of the last three years, with companies and without webhooks', async () => {
  expect(await sandbox.control('POST', '/seed', { companies: 500, deals: 5_000 })).toEqual({
    companies: 500,
    deals: 5_000,
  });
  expect(await count([])).toBe(5_000);
  expect({
    won: await count([is('hs_is_closed_won', 'true')]),
    wonInYen: await count([is('hs_is_closed_won', 'true'), is('deal_currency_code', 'JPY')]),
    ofThisYear: await count([{ propertyName: 'createdate', operator: 'GTE', value: '2026-01-01T00:00:00Z' }]),
    later: await count([{ propertyName: 'createdate', operator: 'GT', value: '2026-03-02T09:00:00Z' }]),
  }).toEqual({ won: 2_065, wonInYen: 422, ofThisYear: 275, later: 0 });
  const links = await call('POST', '/crm/associations/2026-09/deals/companies/batch/read', {
    inputs: (await firstIds()).map((id) => ({ id })),
  });
  expect(links.body.results).toHaveLength(100);
  expect(await sandbox.control('GET', '/deliveries')).toMatchObject({ pending: [] });
  expect(await sandbox.control('GET', '/clock')).toMatchObject({ mode: 'frozen' });
});

async function firstIds(): Promise<string[]> {
  const { body } = await call('GET', '/crm/objects/2026-09/deals?limit=100');
  return (body.results as { id: string }[]).map(({ id }) => id);
}

test('deals without companies are refused', async () => {
  await expect(sandbox.control('POST', '/seed', { deals: 1 })).rejects.toThrow('deals need companies');
});

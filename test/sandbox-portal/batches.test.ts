import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import {
  type Caller,
  create,
  createPartnerSchema,
  readProperties,
  startOver,
  startSandbox,
} from './caller.ts';

let sandbox: Sandbox;
let call: Caller;
const PARTNERS = '/crm/objects/2026-09/p1001_partner';

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
beforeEach(async () => {
  await startOver(sandbox);
  await createPartnerSchema(call);
});
afterAll(() => sandbox.stop());

const inputs = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index + 1) }));

describe('batch read', () => {
  test('missing ids are listed beside the records that were found', async () => {
    const id = await create(call, 'companies', { name: 'Acme' });
    const body = { inputs: [{ id }, { id: '1' }, { id }], properties: ['name'], propertiesWithHistory: [] };
    const reply = await call('POST', '/crm/objects/2026-09/companies/batch/read', body);
    expect(reply.status).toBe(207);
    expect(reply.body).toMatchObject({
      results: [{ id, properties: { name: 'Acme' } }],
      numErrors: 1,
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['1'] } }],
    });
    await sandbox.control('POST', '/assume', { partialBatchStatus: 'plain' });
    expect((await call('POST', '/crm/objects/2026-09/companies/batch/read', body)).status).toBe(200);
  });

  test('100 inputs are allowed, 50 with history, not one more', async () => {
    const read = async (count: number, history: string[]) => {
      const body = { inputs: inputs(count), properties: [], propertiesWithHistory: history };
      return (await call('POST', '/crm/objects/2026-09/companies/batch/read', body)).status;
    };
    expect([
      await read(100, []),
      await read(101, []),
      await read(50, ['name']),
      await read(51, ['name']),
    ]).toEqual([207, 400, 207, 400]);
  });

  test('2026-09 needs propertiesWithHistory', async () => {
    const reply = await call('POST', '/crm/objects/2026-09/companies/batch/read', {
      inputs: inputs(1),
      properties: [],
    });
    expect(reply.status).toBe(400);
    expect(reply.body.message).toContain('[propertiesWithHistory]');
  });
});

describe('batch writes', () => {
  const partner = (name: string, key: string, trace?: string) => ({
    properties: { name, partner_key: key },
    associations: [],
    ...(trace === undefined ? {} : { objectWriteTraceId: trace }),
  });

  test('without trace ids one bad input refuses the whole batch', async () => {
    const reply = await call('POST', `${PARTNERS}/batch/create`, {
      inputs: [partner('A', 'K1'), partner('B', 'K1')],
    });
    const list = await call('GET', PARTNERS);
    expect([reply.status, list.body.results]).toEqual([409, []]);
  });

  test('with trace ids the good inputs are written and the bad ones named by their trace', async () => {
    const reply = await call('POST', `${PARTNERS}/batch/create`, {
      inputs: [partner('A', 'K1', 't1'), partner('B', 'K1', 't2'), partner('C', 'K3', 't3')],
    });
    expect(reply.status).toBe(207);
    expect(reply.body).toMatchObject({
      results: [
        { properties: { name: 'A' }, objectWriteTraceId: 't1' },
        { properties: { name: 'C' }, objectWriteTraceId: 't3' },
      ],
      numErrors: 1,
      errors: [{ category: 'CONFLICT', context: { objectWriteTraceId: ['t2'] } }],
    });
  });

  test('a trace id used twice refuses the batch', async () => {
    const reply = await call('POST', `${PARTNERS}/batch/create`, {
      inputs: [partner('A', 'K1', 't'), partner('B', 'K2', 't')],
    });
    expect(reply.status).toBe(400);
  });

  test('an update naming one record twice is refused, one of an unknown id too', async () => {
    const id = await create(call, 'companies', { name: 'Acme' });
    const update = (ids: string[]) =>
      call('POST', '/crm/objects/2026-09/companies/batch/update', {
        inputs: ids.map((each) => ({ id: each, properties: { city: 'Bonn' } })),
      });
    expect([(await update([id, id])).status, (await update([id, '1'])).status]).toEqual([400, 404]);
    expect(await readProperties(call, 'companies', id, ['city'])).toEqual({ city: null });
  });

  test('upsert creates, then updates, and says which', async () => {
    const upsert = (name: string) =>
      call('POST', `${PARTNERS}/batch/upsert`, {
        inputs: [{ idProperty: 'partner_key', id: 'K1', properties: { name }, objectWriteTraceId: 'u1' }],
      });
    const first = await upsert('Acme');
    const second = await upsert('Acme Ltd');
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body.results).toMatchObject([
      { new: true, properties: { partner_key: 'K1' }, objectWriteTraceId: 'u1' },
    ]);
    expect(second.body.results).toMatchObject([{ new: false, properties: { name: 'Acme Ltd' } }]);
  });

  test('only unique properties identify, and never the record id', async () => {
    const upsert = (idProperty: string) =>
      call('POST', `${PARTNERS}/batch/upsert`, {
        inputs: [{ idProperty, id: '1', properties: { name: 'A' } }],
      });
    expect([(await upsert('name')).status, (await upsert('hs_object_id')).status]).toEqual([400, 400]);
  });

  test('101 inputs are refused by every write', async () => {
    const many = {
      inputs: inputs(101).map(({ id }) => ({
        id,
        properties: {},
        associations: [],
        idProperty: 'partner_key',
      })),
    };
    const statuses = [];
    for (const verb of ['create', 'update', 'upsert', 'archive']) {
      statuses.push((await call('POST', `${PARTNERS}/batch/${verb}`, many)).status);
    }
    expect(statuses).toEqual([400, 400, 400, 400]);
  });

  test('a required property of the schema is asked for in 2026-09', async () => {
    const reply = await call('POST', PARTNERS, { properties: { partner_key: 'K' }, associations: [] });
    expect(reply.body.errors).toEqual([
      { message: expect.any(String), code: 'MISSING_REQUIRED_PROPERTY', context: { properties: ['name'] } },
    ]);
  });
});

test('an admin rule refuses any 2026-09 write of a record it binds, but not one of 2026-03', async () => {
  await sandbox.control('POST', '/rules', {
    objectType: 'deals',
    when: { property: 'dealstage', value: 'closedwon' },
    require: ['closed_won_reason'],
  });
  const id = await create(call, 'deals', { dealname: 'A', dealstage: 'qualifiedtobuy' });
  const won = { properties: { dealstage: 'closedwon' } };
  const strict = await call('PATCH', `/crm/objects/2026-09/deals/${id}`, won);
  expect(strict.body.errors).toMatchObject([{ code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY' }]);
  expect((await call('PATCH', `/crm/objects/2026-03/deals/${id}`, won)).status).toBe(200);
  const stamp = await call('PATCH', `/crm/objects/2026-09/deals/${id}`, {
    properties: { description: 'stamp' },
  });
  expect(stamp.status).toBe(400);
});

test('a locked record answers 423 for two seconds', async () => {
  const id = await create(call, 'companies', { name: 'Acme' });
  await sandbox.control('POST', '/locks', { id });
  const write = () => call('PATCH', `/crm/objects/2026-09/companies/${id}`, { properties: { city: 'Bonn' } });
  const during = (await write()).status;
  await sandbox.advance(2_000);
  expect([during, (await write()).status]).toEqual([423, 200]);
});

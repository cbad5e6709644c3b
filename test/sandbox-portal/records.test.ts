import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import {
  type Caller,
  create,
  createPartnerSchema,
  RAE,
  readProperties,
  START,
  startOver,
  startSandbox,
} from './caller.ts';

let sandbox: Sandbox;
let call: Caller;

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
beforeEach(async () => {
  await startOver(sandbox);
});
afterAll(() => sandbox.stop());

describe('authentication', () => {
  test('a call without a token, or with a wrong one, is refused in the shape of HubSpot', async () => {
    const without = await call('GET', '/crm/objects/2026-09/deals', undefined, {});
    const wrong = await call('GET', '/crm/objects/2026-09/deals', undefined, {
      authorization: 'Bearer nope',
    });
    expect([without.status, wrong.status]).toEqual([401, 401]);
    expect(without.body).toEqual({
      status: 'error',
      category: 'INVALID_AUTHENTICATION',
      message: expect.any(String),
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('a person without a seat in the account is refused', async () => {
    const reply = await call('GET', '/crm/objects/2026-09/deals', undefined, { 'x-sandbox-user': '1' });
    expect(reply.status).toBe(401);
  });
});

describe('what is not there', () => {
  test('an endpoint the sandbox does not have is refused loudly', async () => {
    const reply = await call('GET', '/crm/exports/2026-09');
    expect(reply.status).toBe(501);
    expect(reply.body.message).toContain('GET /crm/exports/2026-09');
  });

  test('the single-record association path, absent from 2026-09, is refused there and served in v4', async () => {
    const id = await create(call, 'deals', { dealname: 'A' });
    const dated = await call('GET', `/crm/objects/2026-09/deals/${id}/associations/companies`);
    const old = await call('GET', `/crm/v4/objects/deals/${id}/associations/companies`);
    expect([dated.status, old.status]).toEqual([501, 200]);
  });

  test('a custom object is not found by its base name', async () => {
    const typeId = await createPartnerSchema(call);
    const byName = await call('GET', '/crm/objects/2026-09/partner');
    const short = await call('GET', '/crm/objects/2026-09/p_partner');
    const byId = await call('GET', `/crm/objects/2026-09/${typeId}`);
    const full = await call('GET', '/crm/objects/2026-09/p1001_partner');
    expect([byName, short, byId, full].map((reply) => reply.status)).toEqual([400, 400, 200, 200]);
    expect(byName.body.message).toBe('Unable to infer object type from: partner');
  });
});

describe('one record', () => {
  test('a new company has ids, dates and its values, and requested empty properties are null', async () => {
    const id = await create(call, 'companies', { name: 'Acme', domain: 'acme.example' });
    const reply = await call('GET', `/crm/objects/2026-09/companies/${id}?properties=name,city,nonsense`);
    expect(reply.body).toEqual({
      id,
      properties: {
        name: 'Acme',
        city: null,
        createdate: START,
        hs_lastmodifieddate: START,
        hs_object_id: id,
      },
      createdAt: START,
      updatedAt: START,
      archived: false,
    });
  });

  test('2026-09 asks for every required field, older versions do not', async () => {
    const strict = await call('POST', '/crm/objects/2026-09/companies', { properties: { name: 'A' } });
    const old = await call('POST', '/crm/v3/objects/companies', { properties: { name: 'A' } });
    expect([strict.status, old.status]).toEqual([400, 201]);
    expect(strict.body.message).toContain('[associations]');
  });

  test('every wrong value is named at once', async () => {
    const reply = await call('POST', '/crm/objects/2026-09/deals', {
      properties: {
        nope: '1',
        amount: 'much',
        dealtype: 'gift',
        hs_is_closed: 'true',
        hubspot_owner_id: '5',
        closedate: 'soon',
      },
      associations: [],
    });
    expect(reply.status).toBe(400);
    expect(reply.body.category).toBe('VALIDATION_ERROR');
    expect(reply.body.errors).toEqual([
      { message: expect.any(String), code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['nope'] } },
      { message: expect.any(String), code: 'INVALID_INTEGER', context: { propertyName: ['amount'] } },
      { message: expect.any(String), code: 'INVALID_OPTION', context: { propertyName: ['dealtype'] } },
      { message: expect.any(String), code: 'READ_ONLY_VALUE', context: { propertyName: ['hs_is_closed'] } },
      { message: expect.any(String), code: 'INVALID_LONG', context: { propertyName: ['closedate'] } },
      {
        message: expect.any(String),
        code: 'INVALID_OWNER_ID',
        context: { propertyName: ['hubspot_owner_id'] },
      },
    ]);
  });

  test('values are strings, dates come back as days and instants in ISO form', async () => {
    const id = await create(call, 'deals', { dealname: 'A', closedate: '1772928000000' });
    await call('PATCH', `/crm/objects/2026-09/deals/${id}`, { properties: { amount: 12.5 } });
    expect(await readProperties(call, 'deals', id, ['amount', 'closedate'])).toEqual({
      amount: '12.5',
      closedate: '2026-03-08T00:00:00Z',
    });
  });

  test('every write moves the last-modified date, even one that changes nothing', async () => {
    const id = await create(call, 'companies', { name: 'Acme' });
    await sandbox.advance(60_000);
    await call('PATCH', `/crm/objects/2026-09/companies/${id}`, { properties: { name: 'Acme' } });
    expect(await readProperties(call, 'companies', id, ['hs_lastmodifieddate'])).toEqual({
      hs_lastmodifieddate: '2026-03-02T09:01:00Z',
    });
  });

  test('history names the source of each version, newest first', async () => {
    const id = await create(call, 'companies', { name: 'Acme' });
    await sandbox.advance(1_000);
    await call('PATCH', `/crm/objects/2026-09/companies/${id}`, { properties: { name: 'Acme Ltd' } }, RAE);
    const reply = await call('GET', `/crm/objects/2026-09/companies/${id}?propertiesWithHistory=name`);
    expect(reply.body.propertiesWithHistory).toEqual({
      name: [
        {
          value: 'Acme Ltd',
          timestamp: '2026-03-02T09:00:01Z',
          sourceType: 'CRM_UI',
          sourceId: 'userId:7001',
          updatedByUserId: 7001,
        },
        { value: 'Acme', timestamp: START, sourceType: 'INTEGRATION', sourceId: '2001' },
      ],
    });
  });

  test('a deleted record is found only among the archived ones, and deleting twice is quiet', async () => {
    const id = await create(call, 'companies', { name: 'Acme' });
    const first = await call('DELETE', `/crm/objects/2026-09/companies/${id}`);
    const second = await call('DELETE', `/crm/objects/2026-09/companies/${id}`);
    const living = await call('GET', `/crm/objects/2026-09/companies/${id}`);
    const archived = await call('GET', `/crm/objects/2026-09/companies/${id}?archived=true`);
    expect([first, second, living, archived].map((reply) => reply.status)).toEqual([204, 204, 404, 200]);
    expect(archived.body).toMatchObject({ id, archived: true, archivedAt: START });
  });

  test('a unique value is taken once, found by idProperty, and stays taken by a deleted record', async () => {
    await createPartnerSchema(call);
    const id = await create(call, 'p1001_partner', { name: 'Acme', partner_key: 'K1' });
    const found = await call(
      'GET',
      '/crm/objects/2026-09/p1001_partner/K1?idProperty=partner_key&properties=name',
    );
    expect(found.body.id).toBe(id);
    const twin = { properties: { name: 'Twin', partner_key: 'k1' }, associations: [] };
    expect((await call('POST', '/crm/objects/2026-09/p1001_partner', twin)).status).toBe(409);
    await call('DELETE', `/crm/objects/2026-09/p1001_partner/${id}`);
    expect((await call('POST', '/crm/objects/2026-09/p1001_partner', twin)).status).toBe(409);
    await sandbox.control('POST', '/assume', { archivedBlocksUnique: 'no' });
    const other = await create(call, 'p1001_partner', { name: 'Other', partner_key: 'K2' });
    await call('DELETE', `/crm/objects/2026-09/p1001_partner/${other}`);
    const again = { properties: { name: 'Again', partner_key: 'K2' }, associations: [] };
    expect((await call('POST', '/crm/objects/2026-09/p1001_partner', again)).status).toBe(201);
  });

  test('lists page through every living record once', async () => {
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C', 'D', 'E']) ids.push(await create(call, 'companies', { name }));
    await call('DELETE', `/crm/objects/2026-09/companies/${ids[1]}`);
    const seen: unknown[] = [];
    let after = '';
    do {
      const { body } = await call(
        'GET',
        `/crm/objects/2026-09/companies?limit=2${after === '' ? '' : `&after=${after}`}`,
      );
      const { results, paging } = body as { results: { id: string }[]; paging?: { next: { after: string } } };
      seen.push(...results.map((record) => record.id));
      after = paging?.next.after ?? '';
    } while (after !== '');
    expect(seen).toEqual([ids[0], ids[2], ids[3], ids[4]]);
  });
});

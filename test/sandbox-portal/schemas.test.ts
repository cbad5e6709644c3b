import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import {
  type Caller,
  create,
  createPartnerSchema,
  partnerSchema,
  startOver,
  startSandbox,
} from './caller.ts';

let sandbox: Sandbox;
let call: Caller;
const SCHEMAS = '/crm-object-schemas/2026-09/schemas';

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
beforeEach(() => startOver(sandbox));
afterAll(() => sandbox.stop());

test('a new object has an id of this portal, a full name, its properties and its pairs', async () => {
  const typeId = await createPartnerSchema(call);
  const { body } = await call('GET', `${SCHEMAS}/p1001_partner`);
  expect(typeId).toMatch(/^2-\d+$/);
  expect(body).toMatchObject({
    objectTypeId: typeId,
    fullyQualifiedName: 'p1001_partner',
    requiredProperties: ['name'],
  });
  const names = (body.properties as { name: string }[]).map((property) => property.name);
  expect(names).toEqual(
    expect.arrayContaining(['hs_object_id', 'hs_lastmodifieddate', 'name', 'partner_key', 'stage']),
  );
});

test('every required field of the 2026-09 body is asked for', async () => {
  const missing: unknown[] = [];
  for (const field of [
    'associatedObjects',
    'secondaryDisplayProperties',
    'searchableProperties',
    'allowsSensitiveProperties',
  ]) {
    const { [field]: _left, ...body } = partnerSchema as Record<string, unknown>;
    missing.push((await call('POST', SCHEMAS, body)).body.message);
  }
  expect(missing.map((message) => /\[(\w+)\]/.exec(String(message))?.[1])).toEqual([
    'associatedObjects',
    'secondaryDisplayProperties',
    'searchableProperties',
    'allowsSensitiveProperties',
  ]);
});

test('a name or label in use, an unknown display property and an unknown group are refused, and nothing is left', async () => {
  await createPartnerSchema(call);
  const twin = await call('POST', SCHEMAS, { ...partnerSchema, name: 'other' });
  const labels = { singular: 'Other', plural: 'Others' };
  const display = await call('POST', SCHEMAS, {
    ...partnerSchema,
    name: 'other',
    labels,
    primaryDisplayProperty: 'title',
  });
  const properties = partnerSchema.properties.map((property) => ({ ...property, groupName: 'partnership' }));
  const group = await call('POST', SCHEMAS, { ...partnerSchema, name: 'other', labels, properties });
  expect([twin.status, display.status, group.status]).toEqual([409, 400, 400]);
  expect((await call('GET', SCHEMAS)).body.results).toMatchObject([{ name: 'partner' }]);
  await sandbox.control('POST', '/assume', { schemaPostUnknownGroup: 'created' });
  expect((await call('POST', SCHEMAS, { ...partnerSchema, name: 'other', labels, properties })).status).toBe(
    201,
  );
});

test('the plan limits how many objects there are', async () => {
  await sandbox.control('POST', '/tuning', { customObjectLimit: 1 });
  const before = (await call('GET', '/crm/limits/2026-09/custom-object-types')).body;
  await createPartnerSchema(call);
  const second = await call('POST', SCHEMAS, {
    ...partnerSchema,
    name: 'two',
    labels: { singular: 'Two', plural: 'Twos' },
  });
  expect([before, second.status]).toEqual([{ limit: 1, usage: 0, percentage: 0 }, 400]);
});

test('an object with records cannot be deleted, an empty one frees its name', async () => {
  await createPartnerSchema(call);
  const id = await create(call, 'p1001_partner', { name: 'P' });
  const full = await call('DELETE', `${SCHEMAS}/p1001_partner`);
  await call('DELETE', `/crm/objects/2026-09/p1001_partner/${id}`);
  const empty = await call('DELETE', `${SCHEMAS}/p1001_partner?archived=true`);
  expect([full.status, empty.status]).toEqual([400, 204]);
  await createPartnerSchema(call);
});

test('a schema change needs clearDescription in 2026-09, and its properties must exist', async () => {
  await createPartnerSchema(call);
  const without = await call('PATCH', `${SCHEMAS}/p1001_partner`, { searchableProperties: ['name'] });
  const unknown = await call('PATCH', `${SCHEMAS}/p1001_partner`, {
    clearDescription: false,
    searchableProperties: ['x'],
  });
  const fine = await call('PATCH', `${SCHEMAS}/p1001_partner`, {
    clearDescription: false,
    searchableProperties: ['name', 'partner_key'],
  });
  expect([without.status, unknown.status, fine.status]).toEqual([400, 400, 200]);
  expect(fine.body).toMatchObject({ searchableProperties: ['name', 'partner_key'] });
});

test('a property needs its group, is made once, and its options are replaced as a whole', async () => {
  const PROPERTIES = '/crm/properties/2026-09/deals';
  const option = (value: string) => ({ label: value, value, displayOrder: 0, hidden: false });
  const property = {
    name: 'partner_attribution',
    label: 'Attribution',
    type: 'enumeration',
    fieldType: 'select',
    groupName: 'partner_attribution',
    options: [option('sourced'), option('none')],
  };
  const early = await call('POST', PROPERTIES, property);
  await call('POST', `${PROPERTIES}/groups`, { name: 'partner_attribution', label: 'Partners' });
  const made = await call('POST', PROPERTIES, property);
  const again = await call('POST', PROPERTIES, property);
  expect([early.status, made.status, again.status]).toEqual([400, 201, 409]);
  expect(again.body).toMatchObject({
    category: 'OBJECT_ALREADY_EXISTS',
    subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
  });
  const changed = await call('PATCH', `${PROPERTIES}/partner_attribution`, {
    options: [option('influenced')],
  });
  expect(changed.body).toMatchObject({ options: [option('influenced')], label: 'Attribution' });
  const batch = await call('POST', `${PROPERTIES}/batch/create`, {
    inputs: [
      property,
      { ...property, name: 'partner_note', type: 'string', fieldType: 'textarea', options: [] },
    ],
  });
  expect([batch.status, batch.body.numErrors, (batch.body.results as unknown[]).length]).toEqual([207, 1, 1]);
});

test('the currency flag is dropped by a 2026-09 property write and taken by 2026-03 and by a new object', async () => {
  const property = {
    name: 'sum',
    label: 'Sum',
    type: 'number',
    fieldType: 'number',
    groupName: 'dealinformation',
    showCurrencySymbol: true,
  };
  const dropped = await call('POST', '/crm/properties/2026-09/deals', property);
  const kept = await call('PATCH', '/crm/properties/2026-03/deals/sum', { showCurrencySymbol: true });
  expect([dropped.body.showCurrencySymbol, kept.body.showCurrencySymbol]).toEqual([undefined, true]);
  const { groupName: _none, ...own } = property;
  const made = await call('POST', SCHEMAS, {
    ...partnerSchema,
    properties: [...partnerSchema.properties, own],
  });
  expect(made.body.properties).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'sum', showCurrencySymbol: true })]),
  );
});

test('HubSpot’s own properties cannot be changed or archived, an archived own one comes back', async () => {
  const own = {
    name: 'mine',
    label: 'Mine',
    type: 'string',
    fieldType: 'text',
    groupName: 'dealinformation',
  };
  const theirs = await call('DELETE', '/crm/properties/2026-09/deals/amount');
  await call('POST', '/crm/properties/2026-09/deals', own);
  await call('DELETE', '/crm/properties/2026-09/deals/mine');
  const gone = await call('GET', '/crm/properties/2026-09/deals/mine');
  const archived = await call('GET', '/crm/properties/2026-09/deals/mine?archived=true');
  const back = await call('POST', '/crm/properties/2026-09/deals', own);
  expect([theirs, gone, archived, back].map((reply) => reply.status)).toEqual([400, 404, 200, 201]);
});

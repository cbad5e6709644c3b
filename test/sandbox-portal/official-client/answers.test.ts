import { Client } from '@hubspot/api-client';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/deals/models/Filter.js';
import { ObjectTypePropertyCreateTypeEnum } from '@hubspot/api-client/lib/codegen/crm/schemas/models/ObjectTypePropertyCreate.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../../sandbox/index.ts';
import { startSandbox } from '../caller.ts';

let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
  ({ sandbox } = await startSandbox());
  client = new Client({ accessToken: sandbox.accessToken, basePath: sandbox.url });
});
afterAll(() => sandbox.stop());

test('the official client works on dated paths through apiRequest', async () => {
  const made = await client.apiRequest({
    method: 'POST',
    path: '/crm/objects/2026-09/companies',
    body: { properties: { name: 'Acme' }, associations: [] },
  });
  expect([made.status, await made.json()]).toEqual([201, expect.objectContaining({ archived: false })]);
});

test('the typed methods of the official client parse what the sandbox answers on the older paths', async () => {
  const company = await client.crm.companies.basicApi.create({
    properties: { name: 'Acme' },
    associations: [],
  });
  const deal = await client.crm.deals.basicApi.create({
    properties: { dealname: 'D', amount: '10' },
    associations: [],
  });
  expect(company.createdAt).toBeInstanceOf(Date);
  await client.crm.associations.v4.basicApi.createDefault('deals', deal.id, 'companies', company.id);
  const links = await client.crm.associations.v4.basicApi.getPage('deals', deal.id, 'companies');
  expect(links.results).toMatchObject([
    { toObjectId: Number(company.id), associationTypes: [{ typeId: 341 }] },
  ]);
  const found = await client.crm.deals.searchApi.doSearch({
    filterGroups: [{ filters: [{ propertyName: 'amount', operator: FilterOperatorEnum.Gte, value: '10' }] }],
    sorts: ['-createdate'],
    properties: ['dealname'],
    limit: 10,
    after: '0',
  });
  expect([found.total, found.results[0]?.properties.dealname]).toEqual([1, 'D']);
  const read = await client.crm.deals.batchApi.read({
    inputs: [{ id: deal.id }],
    properties: ['amount'],
    propertiesWithHistory: [],
  });
  expect(read.results[0]?.properties.amount).toBe('10');
});

test('schemas, properties, pipelines, owners and errors too', async () => {
  const schema = await client.crm.schemas.coreApi.create({
    name: 'thing',
    labels: { singular: 'Thing', plural: 'Things' },
    primaryDisplayProperty: 'name',
    requiredProperties: [],
    properties: [
      { name: 'name', label: 'Name', type: ObjectTypePropertyCreateTypeEnum.String, fieldType: 'text' },
    ],
    associatedObjects: ['COMPANY'],
  });
  const pipelines = await client.crm.pipelines.pipelinesApi.getAll('deals');
  const owners = await client.crm.owners.ownersApi.getPage();
  const property = await client.crm.properties.coreApi.getByName('deals', 'amount');
  expect(schema.fullyQualifiedName).toBe('p1001_thing');
  expect(pipelines.results.map((pipeline) => pipeline.id)).toEqual(['default', '874120']);
  expect(owners.results.map((owner) => owner.id)).toEqual(['7001', '7002', '9103']);
  expect(property).toMatchObject({ type: 'number', showCurrencySymbol: true });
  await expect(client.crm.deals.basicApi.getById('1')).rejects.toMatchObject({ code: 404 });
});

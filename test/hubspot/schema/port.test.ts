import { describe, expect, test } from '@jest/globals';
import { createRequest } from '../../../src/hubspot/request.ts';
import { createSchemaPort } from '../../../src/hubspot/schema/index.ts';
import { referral } from '../../../src/hubspot/schema/objects/referral.ts';
import { nock } from '../../support/nock.ts';

const BASE = 'https://api.example.test';
const hubspot = () => nock(BASE);
const port = () => createSchemaPort(createRequest({ baseUrl: BASE, accessToken: 'token' }));

const SMALL = {
  ...referral,
  properties: referral.properties.filter(({ name }) =>
    ['name', 'referral_key', 'direction', 'pre_existing', 'credited_amount', 'reported_by'].includes(name),
  ),
  secondaryDisplay: ['direction'],
  searchable: ['name'],
};

const NAME = {
  name: 'name',
  label: 'Name',
  description: 'Client and partner in a few words.',
  type: 'string',
  fieldType: 'text',
  groupName: 'partnership',
  hasUniqueValue: false,
  formField: false,
};

describe('making an object', () => {
  const SCHEMAS = '/crm-object-schemas/2026-09/schemas';

  test('sends every field HubSpot requires, options in full and the currency flag', async () => {
    let body: unknown;
    hubspot()
      .post(SCHEMAS, (sent) => {
        body = sent;
        return true;
      })
      .reply(201, { objectTypeId: '2-77', name: 'referral' });
    expect(await port().createObject(SMALL, ['0-2', '0-1'])).toBe('2-77');
    expect(body).toMatchObject({
      name: 'referral',
      labels: { singular: 'Referral', plural: 'Referrals' },
      primaryDisplayProperty: 'name',
      secondaryDisplayProperties: ['direction'],
      requiredProperties: ['name'],
      searchableProperties: ['name'],
      associatedObjects: ['0-2', '0-1'],
      allowsSensitiveProperties: false,
      shouldCreateSameObjectAssociation: false,
    });
    expect(Reflect.get(Object(body), 'properties')).toEqual([
      NAME,
      expect.objectContaining({ name: 'referral_key', hasUniqueValue: true }),
      expect.objectContaining({
        name: 'direction',
        type: 'enumeration',
        fieldType: 'select',
        options: [
          { value: 'received', label: 'Received from the partner', displayOrder: 0, hidden: false },
          { value: 'sent', label: 'Sent to the partner', displayOrder: 1, hidden: false },
        ],
      }),
      expect.objectContaining({
        name: 'pre_existing',
        type: 'bool',
        fieldType: 'booleancheckbox',
        options: [
          { value: 'true', label: 'Yes', displayOrder: 0, hidden: false },
          { value: 'false', label: 'No', displayOrder: 1, hidden: false },
        ],
      }),
      expect.objectContaining({ name: 'reported_by' }),
      expect.objectContaining({ name: 'credited_amount', type: 'number', showCurrencySymbol: true }),
    ]);
  });

  test('goes in parts when HubSpot does not know the group yet', async () => {
    const sent: string[] = [];
    const names = (body: unknown, list: string): string =>
      [Reflect.get(Object(body), list)]
        .flat()
        .map((each) => Reflect.get(Object(each), 'name'))
        .join(' ');
    hubspot()
      .post(SCHEMAS)
      .reply(400, { category: 'VALIDATION_ERROR', message: 'Property group partnership does not exist' });
    hubspot()
      .post(SCHEMAS, (body) => sent.push(`object: ${names(body, 'properties')}`) > 0)
      .reply(201, { objectTypeId: '2-77' });
    hubspot()
      .post('/crm/properties/2026-09/2-77/groups', { name: 'partnership', label: 'Partnership' })
      .reply(201, {});
    hubspot()
      .post(
        '/crm/properties/2026-09/2-77/batch/create',
        (body) => sent.push(`batch: ${names(body, 'inputs')}`) > 0,
      )
      .reply(207, { results: [] });
    for (const name of ['name', 'referral_key', 'direction', 'credited_amount']) {
      hubspot().patch(`/crm/properties/2026-09/2-77/${name}`, { groupName: 'partnership' }).reply(200, {});
    }
    expect(await port().createObject(SMALL, [])).toBe('2-77');
    expect(sent).toEqual([
      'object: name referral_key direction credited_amount',
      'batch: pre_existing reported_by',
    ]);
  });

  test('refused for another reason stays refused', async () => {
    hubspot().post(SCHEMAS).reply(400, { category: 'VALIDATION_ERROR', message: 'invalid object type name' });
    await expect(port().createObject(SMALL, [])).rejects.toMatchObject({ code: 'hubspot-refused' });
  });
});

describe('making properties', () => {
  const [name, , direction] = referral.properties;
  const specs = [name, direction].flatMap((spec) => spec ?? []);
  const BATCH = '/crm/properties/2026-09/0-3/batch/create';
  const made = (property: string) => ({ name: property, label: property, type: 'string', fieldType: 'text' });

  test('matches a partial answer by name', async () => {
    hubspot()
      .post(BATCH)
      .reply(207, {
        results: [made('direction')],
        numErrors: 1,
        errors: [{ category: 'OBJECT_ALREADY_EXISTS', message: "A property named 'name' already exists." }],
      });
    expect(await port().createProperties('0-3', specs, 'partner_attribution')).toMatchObject([
      { kind: 'there' },
      { kind: 'made', property: { name: 'direction' } },
    ]);
  });

  test('asks for each when the batch is refused as a whole', async () => {
    hubspot().post(BATCH).reply(400, { category: 'VALIDATION_ERROR', message: 'no' });
    hubspot()
      .post('/crm/properties/2026-09/0-3', { ...NAME, groupName: 'partner_attribution' })
      .reply(201, made('name'));
    hubspot()
      .post('/crm/properties/2026-09/0-3')
      .reply(400, { category: 'VALIDATION_ERROR', message: 'bad option' });
    expect(await port().createProperties('0-3', specs, 'partner_attribution')).toMatchObject([
      { kind: 'made' },
      { kind: 'refused', problem: { code: 'hubspot-refused' } },
    ]);
  });
});

describe('associations', () => {
  test('are defined, labelled and limited with the bodies HubSpot asks for', async () => {
    hubspot()
      .post('/crm-object-schemas/2026-09/schemas/2-1/associations', {
        fromObjectTypeId: '2-1',
        toObjectTypeId: '2-2',
        name: 'referral_to_partner',
      })
      .reply(201, {});
    const label = { name: 'partner_to_deal_sourced', label: 'Sourced', inverseLabel: 'Sourced by' };
    hubspot().post('/crm/associations/2026-09/2-1/0-3/labels', label).reply(200, { results: [] });
    hubspot()
      .post('/crm/associations/2026-09/definitions/configurations/2-1/0-2/batch/create', {
        inputs: [{ category: 'USER_DEFINED', typeId: 41, maxToObjectIds: 1 }],
      })
      .reply(200, { results: [], status: 'COMPLETE' });
    await port().createDefinition('2-1', '2-2', 'referral_to_partner');
    await port().createLabel('2-1', '0-3', label);
    await port().setLimit('2-1', '0-2', { category: 'USER_DEFINED', typeId: 41, max: 1, replaces: false });
  });

  test('whose limit is refused inside a success are refused', async () => {
    hubspot()
      .post('/crm/associations/2026-09/definitions/configurations/2-1/0-2/batch/update')
      .reply(200, { results: [], numErrors: 1, errors: [{ message: '2 records have more' }] });
    const limit = { category: 'USER_DEFINED', typeId: 41, max: 1, replaces: true };
    await expect(port().setLimit('2-1', '0-2', limit)).rejects.toThrow('2 records have more');
  });

  test('are read with their category, the plain one without a label', async () => {
    hubspot()
      .get('/crm/associations/2026-09/2-1/0-3/labels')
      .reply(200, {
        results: [
          { category: 'USER_DEFINED', typeId: 7, label: null, fromObjectTypeId: null },
          { category: 'USER_DEFINED', typeId: 9, label: 'Sourced' },
        ],
      });
    expect(await port().listTypes('2-1', '0-3')).toEqual([
      { category: 'USER_DEFINED', typeId: 7, label: null },
      { category: 'USER_DEFINED', typeId: 9, label: 'Sourced' },
    ]);
  });
});

describe('reading', () => {
  test('an account that will not tell its limit is no failure, an outage is one', async () => {
    hubspot()
      .get('/crm/limits/2026-09/custom-object-types')
      .reply(403, { category: 'MISSING_SCOPES', message: 'scopes' });
    hubspot().get('/crm/limits/2026-09/custom-object-types').reply(503, {});
    expect(await port().readLimit()).toMatchObject({ kind: 'unreadable' });
    await expect(port().readLimit()).rejects.toMatchObject({ code: 'hubspot-unavailable' });
  });

  test('lists living and archived objects once each', async () => {
    const head = (name: string, archived: boolean) => ({
      name,
      objectTypeId: `2-${name}`,
      fullyQualifiedName: `p1_${name}`,
      labels: { singular: name, plural: `${name}s` },
      archived,
    });
    hubspot()
      .get('/crm-object-schemas/2026-09/schemas')
      .reply(200, { results: [head('partner', false)] });
    hubspot()
      .get('/crm-object-schemas/2026-09/schemas?archived=true')
      .reply(200, { results: [head('partner', false), head('car', true)] });
    expect((await port().listObjects()).map(({ name, archived }) => [name, archived])).toEqual([
      ['partner', false],
      ['car', true],
    ]);
  });
});

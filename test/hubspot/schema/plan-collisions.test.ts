import { describe, expect, test } from '@jest/globals';
import { applySchema, readSchemaState, wantedSchema } from '../../../src/hubspot/schema/index.ts';
import { addForeignObject, createFakePortal, fieldsOf } from './fake-portal.ts';
import { completePortal, idOf, planOf } from './planned-portal.ts';

describe('properties of our name', () => {
  test.each([
    ['another type', { type: 'string', fieldType: 'text' }, { wanted: 'list of one', found: 'string' }],
    [
      'many choices instead of one',
      { fieldType: 'checkbox' },
      { wanted: 'list of one', found: 'list of several' },
    ],
  ])('with %s are shown and never changed', async (_what, more, difference) => {
    const portal = await completePortal();
    const { properties } = fieldsOf(portal, '0-2');
    const role = properties.get('partnership_role');
    if (role === undefined) throw new Error('no role');
    properties.set('partnership_role', { ...role, ...more, options: [] });
    expect(await planOf(portal)).toEqual([
      { kind: 'conflict', object: 'company', property: 'partnership_role', ...difference },
    ]);
  });

  test('without our uniqueness are shown and never changed', async () => {
    const portal = await completePortal();
    const { properties } = fieldsOf(portal, idOf(portal, 'partner'));
    const key = properties.get('partner_key');
    if (key !== undefined) properties.set('partner_key', { ...key, unique: false });
    expect(await planOf(portal)).toEqual([
      { kind: 'conflict', object: 'partner', property: 'partner_key', wanted: 'unique', found: 'not unique' },
    ]);
  });
});

describe('an object of our name that is not ours', () => {
  test.each([
    ['name', { name: 'partner', singular: 'Affiliate', plural: 'Affiliates' }],
    ['label', { name: 'affiliate', singular: 'Partner', plural: 'Affiliates' }],
  ] as const)('stops the plan when its %s is taken', async (by, head) => {
    const portal = createFakePortal();
    const found = addForeignObject(portal, head);
    const [step, ...others] = await planOf(portal);
    expect(others).toEqual([]);
    expect(step).toMatchObject({ kind: 'collision', object: 'partner', by, found });
  });

  test('is left alone when ours gets another name, and ours is found again without being told', async () => {
    const portal = createFakePortal();
    const theirs = addForeignObject(portal, { name: 'partner', singular: 'Partner', plural: 'Partners' });
    const wanted = wantedSchema({ names: new Map([['partner', 'partnership_partner']]) });
    expect((await applySchema(portal.port, wanted)).kind).toBe('complete');
    expect(portal.objects.map(({ name, singular }) => [name, singular])).toEqual([
      ['partner', 'Partner'],
      ['partnership_partner', 'Partnership partner'],
      ['referral', 'Referral'],
      ['partner_credit', 'Partner credit'],
      ['partner_activity', 'Partner activity'],
    ]);
    expect(fieldsOf(portal, theirs.objectTypeId).properties.size).toBe(0);
    expect(await planOf(portal)).toEqual([]);
    expect((await readSchemaState(portal.port)).objects.partner.objectTypeId).toBe(
      idOf(portal, 'partnership_partner'),
    );
  });

  test('gets our properties when it is adopted, and keeps its own', async () => {
    const portal = createFakePortal();
    const theirs = addForeignObject(portal, { name: 'partner', singular: 'Partner', plural: 'Partners' });
    const { properties } = fieldsOf(portal, theirs.objectTypeId);
    const own = {
      name: 'region',
      label: 'Region',
      type: 'string',
      fieldType: 'text',
      group: 'partner_information',
      unique: false,
      options: [],
      showsCurrency: null,
    };
    properties.set('region', own);
    const wanted = wantedSchema({ adopt: new Set(['partner']) });
    const applied = await applySchema(portal.port, wanted);
    expect(applied).toMatchObject({
      kind: 'complete',
      state: { objects: { partner: { objectTypeId: theirs.objectTypeId } } },
    });
    expect(properties.get('region')).toEqual(own);
    expect(await planOf(portal)).toEqual([]);
  });

  test('is not adopted when one of its properties is something else than ours of that name', async () => {
    const portal = createFakePortal();
    const found = addForeignObject(portal, { name: 'partner', singular: 'Partner', plural: 'Partners' });
    fieldsOf(portal, found.objectTypeId).properties.set('stage', {
      name: 'stage',
      label: 'Stage',
      type: 'string',
      fieldType: 'text',
      group: 'partner_information',
      unique: false,
      options: [],
      showsCurrency: null,
    });
    const steps = await planOf(portal, wantedSchema({ adopt: new Set(['partner']) }));
    expect(steps).toMatchObject([
      { kind: 'adoption-refused', object: 'partner', found, properties: ['stage'] },
    ]);
  });

  test('stops the plan also when it is archived: creating ours would delete it for good', async () => {
    const portal = createFakePortal();
    const found = addForeignObject(portal, { name: 'referral', archived: true });
    expect(await planOf(portal)).toMatchObject([{ kind: 'archived-object', object: 'referral', found }]);
  });
});

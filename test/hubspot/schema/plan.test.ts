import { describe, expect, test } from '@jest/globals';
import {
  applySchema,
  planSchema,
  readPresent,
  readSchemaState,
  wantedSchema,
} from '../../../src/hubspot/schema/index.ts';
import { company } from '../../../src/hubspot/schema/objects/company.ts';
import { createFakePortal, fieldsOf, typesOf } from './fake-portal.ts';
import { completePortal, idOf, planOf } from './planned-portal.ts';

describe('an empty portal', () => {
  test('gets the objects first, then groups and stamps, links, labels and limits', async () => {
    const steps = await planOf(createFakePortal());
    const kinds = steps.map(({ kind }) => kind);
    expect(kinds.filter((kind, place) => kind !== kinds[place - 1])).toEqual(
      [
        'create-object',
        'create-group',
        'create-object',
        'create-group',
        'create-object',
        'create-group',
        'create-object',
        'create-group',
        'create-group',
        'create-property',
        'create-group',
        'create-property',
        'create-association-definition',
        'create-label',
        'set-limit',
      ].filter((kind, place, all) => kind !== all[place - 1]),
    );
    expect(
      Object.fromEntries(
        Map.groupBy(kinds, (kind) => kind)
          .entries()
          .map(([kind, all]) => [kind, all.length]),
      ),
    ).toEqual({
      'create-object': 4,
      'create-group': 6,
      'create-property': 21,
      'create-association-definition': 5,
      'create-label': 9,
      'set-limit': 2,
    });
  });

  test('without Enterprise gets nothing but the reason', async () => {
    const portal = createFakePortal();
    portal.limit = { kind: 'known', limit: 0, usage: 0 };
    expect(await planOf(portal)).toEqual([{ kind: 'too-few-objects', needed: 4, limit: 0, usage: 0 }]);
  });

  test('with too few free definitions gets nothing but the reason', async () => {
    const portal = createFakePortal();
    portal.limit = { kind: 'known', limit: 10, usage: 7 };
    expect(await planOf(portal)).toEqual([{ kind: 'too-few-objects', needed: 4, limit: 10, usage: 7 }]);
  });

  test('whose limit cannot be read is planned all the same', async () => {
    const portal = createFakePortal();
    portal.limit = { kind: 'unreadable', why: 'missing scope' };
    expect((await planOf(portal)).filter(({ kind }) => kind === 'create-object')).toHaveLength(4);
  });
});

describe('a complete portal', () => {
  test('gives no step, however full its account is', async () => {
    const portal = await completePortal();
    portal.limit = { kind: 'known', limit: 4, usage: 4 };
    expect(await planOf(portal)).toEqual([]);
  });

  test('keeps what people changed: labels, order, their options, fields, groups and link limits', async () => {
    const portal = await completePortal();
    const { properties } = fieldsOf(portal, idOf(portal, 'partner'));
    const stage = properties.get('stage');
    if (stage === undefined) throw new Error('no stage');
    properties.set('stage', {
      ...stage,
      label: 'Phase',
      group: 'sales_group',
      fieldType: 'radio',
      options: [
        { value: 'dormant', label: 'Dormant', displayOrder: 0, hidden: false },
        ...stage.options.toReversed(),
      ],
    });
    properties.set('their_own', { ...stage, name: 'their_own' });
    for (const type of typesOf(portal, idOf(portal, 'partner'), '0-1')) type.max = 5;
    expect(await planOf(portal)).toEqual([]);
  });

  test('gets a missing option back without losing the portal’s own', async () => {
    const portal = await completePortal();
    const { properties } = fieldsOf(portal, '0-2');
    const role = properties.get('partnership_role');
    if (role === undefined) throw new Error('no role');
    const theirs = { value: 'supplier', label: 'Supplier', displayOrder: 7, hidden: false };
    const keep = [theirs, ...role.options.filter(({ value }) => value !== 'none')];
    properties.set('partnership_role', { ...role, options: keep });
    expect(await planOf(portal)).toEqual([
      {
        kind: 'update-options',
        object: 'company',
        property: 'partnership_role',
        add: [{ value: 'none', label: 'None' }],
        keep,
      },
    ]);
    await applySchema(portal.port, wantedSchema());
    expect(properties.get('partnership_role')?.options).toEqual([
      ...keep,
      { value: 'none', label: 'None', displayOrder: 8, hidden: false },
    ]);
  });

  test('takes over a label of an earlier release, never one a person wrote', async () => {
    const portal = await completePortal();
    const wanted = wantedSchema();
    const renamed = company.properties.map((property) =>
      property.name === 'partnership_role'
        ? { ...property, label: 'Role', formerLabels: ['Partnership role'] }
        : property,
    );
    const stamped = wanted.stamped.map((spec) =>
      spec.object === 'company' ? { ...spec, properties: renamed } : spec,
    );
    expect(await planOf(portal, { ...wanted, stamped })).toEqual([
      {
        kind: 'update-label',
        object: 'company',
        property: 'partnership_role',
        from: 'Partnership role',
        to: 'Role',
      },
    ]);
  });

  test('shows the currency where HubSpot says that it does not, and asks nothing where it says nothing', async () => {
    const portal = await completePortal();
    const { properties } = fieldsOf(portal, '0-3');
    for (const [name, showsCurrency] of [
      ['partner_sourced_amount', false],
      ['partner_expansion_amount', null],
    ] as const) {
      const property = properties.get(name);
      if (property !== undefined) properties.set(name, { ...property, showsCurrency });
    }
    expect(await planOf(portal)).toEqual([
      { kind: 'show-currency', object: 'deal', property: 'partner_sourced_amount' },
    ]);
  });

  test('files properties that HubSpot put into the object’s own group', async () => {
    const portal = await completePortal();
    const { properties } = fieldsOf(portal, idOf(portal, 'referral'));
    const name = properties.get('name');
    if (name !== undefined) properties.set('name', { ...name, group: 'referral_information' });
    expect(await planOf(portal)).toEqual([
      { kind: 'move-to-group', object: 'referral', group: 'partnership', properties: ['name'] },
    ]);
  });

  test('knows a label that a person renamed by the number it has', async () => {
    const portal = await completePortal();
    const known = await readSchemaState(portal.port);
    const partner = idOf(portal, 'partner');
    const renamed = typesOf(portal, partner, '0-1').map((type) =>
      type.label === 'Champion' ? { ...type, label: 'Sponsor' } : type,
    );
    const inverse = typesOf(portal, '0-1', partner).map((type) =>
      type.label === 'Champion' ? { ...type, label: 'Sponsor of' } : type,
    );
    portal.types.set(`${partner}>0-1`, renamed).set(`0-1>${partner}`, inverse);
    const wanted = wantedSchema();
    const present = await readPresent(portal.port, wanted);
    expect(planSchema(wanted, present, known)).toEqual([]);
    expect(planSchema(wanted, present).map(({ kind }) => kind)).toEqual(['create-label']);
    expect(await readSchemaState(portal.port, known)).toEqual(known);
  });

  test('gets the limit of one back when somebody raised it', async () => {
    const portal = await completePortal();
    for (const type of typesOf(portal, '0-2', idOf(portal, 'partner'))) {
      if (type.label === 'Partner company') type.max = 3;
    }
    expect(await planOf(portal)).toEqual([
      {
        kind: 'set-limit',
        label: 'partner_company',
        from: 'company',
        to: 'partner',
        text: 'Partner company',
        max: 1,
        replaces: true,
      },
    ]);
  });
});

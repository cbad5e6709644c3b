import { describe, expect, test } from '@jest/globals';
import { Problem } from '../../../src/errors.ts';
import { applySchema, wantedSchema } from '../../../src/hubspot/schema/index.ts';
import { createFakePortal, fieldsOf, typesOf } from './fake-portal.ts';

describe('applying the schema', () => {
  test('gives an empty portal everything, and a second run writes nothing', async () => {
    const portal = createFakePortal();
    const first = await applySchema(portal.port, wantedSchema());
    const written = portal.writes.length;
    const second = await applySchema(portal.port, wantedSchema());
    expect(first).toMatchObject({ kind: 'complete', conflicts: [] });
    expect(second).toMatchObject({ kind: 'complete', tried: [], conflicts: [] });
    expect(portal.writes).toHaveLength(written);
    for (const spec of wantedSchema().custom) {
      const object = portal.objects.find(({ name }) => name === spec.name);
      expect(fieldsOf(portal, object?.objectTypeId ?? '').properties.size).toBe(spec.properties.length);
    }
  });

  test('puts what a person reads on each side of a label where it belongs', async () => {
    const portal = createFakePortal();
    await applySchema(portal.port, wantedSchema());
    const partner = portal.objects.find(({ name }) => name === 'partner')?.objectTypeId ?? '';
    const texts = (from: string, to: string) => typesOf(portal, from, to).map(({ label }) => label);
    expect(texts(partner, '0-3')).toEqual([null, 'Sourced', 'Influenced']);
    expect(texts('0-3', partner)).toEqual([null, 'Sourced by', 'Influenced by']);
    expect(typesOf(portal, partner, '0-2').map(({ max }) => max)).toEqual([null, 1]);
    expect(typesOf(portal, '0-2', partner).map(({ max }) => max)).toEqual([null, 1]);
  });

  test('tells of each step before it runs, with its place', async () => {
    const portal = createFakePortal();
    const told: string[] = [];
    await applySchema(portal.port, wantedSchema(), (step, place, of) =>
      told.push(`${place}/${of} ${step.kind}`),
    );
    expect(told.slice(0, 3)).toEqual(['1/47 create-object', '2/47 create-group', '3/47 create-object']);
    expect(told.at(-1)).toBe('47/47 set-limit');
  });

  test('names what was done and what was not when HubSpot refuses half-way, and goes on from there', async () => {
    const portal = createFakePortal();
    const problem = new Problem('hubspot-unauthorized', 'the scope crm.schemas.deals.write is missing');
    portal.refuse = { call: 'createProperties', problem };
    const broken = await applySchema(portal.port, wantedSchema());
    if (broken.kind !== 'failed') throw new Error(`expected a failure, not ${broken.kind}`);
    expect(broken.problem).toBe(problem);
    expect(broken.step).toMatchObject({ kind: 'create-property', object: 'deal' });
    expect(broken.tried).toHaveLength(9);
    expect(broken.left).toHaveLength(47 - 9 - 1);
    portal.refuse = null;
    const again = await applySchema(portal.port, wantedSchema());
    expect(again).toMatchObject({ kind: 'complete' });
    if (again.kind === 'complete') expect(again.tried).toHaveLength(47 - 9);
  });

  test('writes nothing while an object cannot be made', async () => {
    const portal = createFakePortal();
    portal.limit = { kind: 'known', limit: 0, usage: 0 };
    const applied = await applySchema(portal.port, wantedSchema());
    expect(applied).toEqual({
      kind: 'blocked',
      obstacles: [{ kind: 'too-few-objects', needed: 4, limit: 0, usage: 0 }],
    });
    expect(portal.writes).toEqual([]);
  });

  test('does the rest when a property of our name is something else, and says so', async () => {
    const portal = createFakePortal();
    fieldsOf(portal, '0-3').properties.set('partner_source_id', {
      name: 'partner_source_id',
      label: 'Source',
      type: 'number',
      fieldType: 'number',
      group: 'dealinformation',
      unique: false,
      options: [],
      showsCurrency: null,
    });
    expect(await applySchema(portal.port, wantedSchema())).toMatchObject({
      kind: 'complete',
      conflicts: [
        {
          kind: 'conflict',
          object: 'deal',
          property: 'partner_source_id',
          wanted: 'string',
          found: 'number',
        },
      ],
    });
  });
});

describe('what HubSpot may not do', () => {
  test('a currency flag the present version drops is set through the one before', async () => {
    const portal = createFakePortal();
    portal.currency = { now: false, before: true };
    await applySchema(portal.port, wantedSchema());
    expect(portal.writes.filter((call) => call === 'showCurrencyTheOldWay')).toHaveLength(3);
    expect(fieldsOf(portal, '0-3').properties.get('partner_sourced_amount')?.showsCurrency).toBe(true);
  });

  test('an amount it shows plain is reported once and stops nothing', async () => {
    const portal = createFakePortal();
    portal.currency = { now: false, before: false };
    const applied = await applySchema(portal.port, wantedSchema());
    if (applied.kind !== 'complete') throw new Error(`expected a complete portal, not ${applied.kind}`);
    const plain = applied.tried.filter(({ outcome }) => outcome.kind === 'not-possible');
    expect(
      plain.map(({ step }) => (step.kind === 'create-property' ? step.property.name : step.kind)),
    ).toEqual(['partner_sourced_amount', 'partner_expansion_amount', 'partner_influenced_amount']);
  });

  test('a limit refused because of records that have more stops nothing', async () => {
    const portal = createFakePortal();
    const problem = new Problem('hubspot-refused', '3 records have more than 1');
    portal.refuse = { call: 'setLimit', problem };
    const applied = await applySchema(portal.port, wantedSchema());
    if (applied.kind !== 'complete') throw new Error(`expected a complete portal, not ${applied.kind}`);
    expect(applied.tried.filter(({ outcome }) => outcome.kind === 'not-possible')).toMatchObject([
      { step: { kind: 'set-limit', from: 'partner' }, outcome: { why: problem.message } },
      { step: { kind: 'set-limit', from: 'company' }, outcome: { why: problem.message } },
    ]);
  });

  test('a list that never shows what was made ends the run after three rounds', async () => {
    const portal = createFakePortal();
    const port = { ...portal.port, createLabel: async () => undefined };
    const applied = await applySchema(port, wantedSchema());
    if (applied.kind !== 'unsettled') throw new Error(`expected an unsettled portal, not ${applied.kind}`);
    expect(applied.left.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 9 }, () => 'create-label'),
      'set-limit',
      'set-limit',
    ]);
  });

  test('a fault that is not HubSpot’s is not hidden', async () => {
    const portal = createFakePortal();
    const port = { ...portal.port, createGroup: () => Promise.reject(new TypeError('our mistake')) };
    await expect(applySchema(port, wantedSchema())).rejects.toThrow('our mistake');
  });
});

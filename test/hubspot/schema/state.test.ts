import { describe, expect, test } from '@jest/globals';
import {
  applySchema,
  labelTypeOf,
  linkTypeOf,
  objectTypeIdOf,
  parseSchemaState,
  readSchemaState,
  recordKindOf,
  wantedSchema,
} from '../../../src/hubspot/schema/index.ts';
import { createFakePortal, typesOf } from './fake-portal.ts';

async function setUp() {
  const portal = createFakePortal();
  await applySchema(portal.port, wantedSchema());
  return { portal, state: await readSchemaState(portal.port) };
}

describe('the numbers of a portal', () => {
  test('survive being stored as JSON', async () => {
    const { state } = await setUp();
    expect(parseSchemaState(JSON.parse(JSON.stringify(state)))).toEqual(state);
    expect(() => parseSchemaState({ ...state, version: 2 })).toThrow();
  });

  test('name every object in both directions', async () => {
    const { portal, state } = await setUp();
    const partner = portal.objects.find(({ name }) => name === 'partner')?.objectTypeId ?? '';
    expect(objectTypeIdOf(state, 'partner')).toBe(partner);
    expect(objectTypeIdOf(state, 'deal')).toBe('0-3');
    expect(recordKindOf(state, partner)).toBe('partner');
    expect(recordKindOf(state, '0-2')).toBe('company');
    expect(recordKindOf(state, '2-1')).toBeNull();
  });

  test('have each direction of a label and of a plain link as HubSpot answered it', async () => {
    const { portal, state } = await setUp();
    const partner = objectTypeIdOf(state, 'partner');
    const typed = (from: string, to: string, text: string | null) => {
      const type = typesOf(portal, from, to).find(({ label }) => label === text);
      return { category: type?.category, typeId: type?.typeId };
    };
    expect(labelTypeOf(state, 'sourced', 'partner')).toEqual(typed(partner, '0-3', 'Sourced'));
    expect(labelTypeOf(state, 'sourced', 'deal')).toEqual(typed('0-3', partner, 'Sourced by'));
    expect(linkTypeOf(state, 'partner', 'deal')).toEqual(typed(partner, '0-3', null));
    expect(linkTypeOf(state, 'deal', 'partner')).toEqual(typed('0-3', partner, null));
    expect(linkTypeOf(state, 'task', 'company')).toEqual(typed('0-27', '0-2', null));
    expect(linkTypeOf(state, 'task', 'partner').category).toBe('HUBSPOT_DEFINED');
  });

  test('that nobody defined are refused by name', async () => {
    const { state } = await setUp();
    expect(() => linkTypeOf(state, 'deal', 'company')).toThrow('the association deal to company');
    expect(() => labelTypeOf(state, 'sourced', 'company')).toThrow('the label sourced on company');
  });

  test('cannot be read from a portal without the schema: all that is missing is named', async () => {
    const portal = createFakePortal();
    await expect(readSchemaState(portal.port)).rejects.toMatchObject({
      code: 'schema-missing',
      message: expect.stringContaining('the object partner, the object referral'),
    });
  });
});

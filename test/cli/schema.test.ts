import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runSchemaApply, runSchemaPlan } from '../../src/cli/schema.ts';
import { runSchemaExport } from '../../src/cli/schema-export.ts';
import { Problem } from '../../src/errors.ts';
import type { SchemaState } from '../../src/hubspot/schema/index.ts';
import { addForeignObject, createFakePortal, type FakePortal } from '../hubspot/schema/fake-portal.ts';

const NO_NAMES = { adopt: [], name: [], json: false };

function setUp(portal: FakePortal = createFakePortal()) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const saved: SchemaState[] = [];
  return {
    portal,
    printed,
    complaints,
    saved,
    deps: {
      port: portal.port,
      known: null,
      print: (line: string) => void printed.push(line),
      complain: (line: string) => void complaints.push(line),
      save: async (state: SchemaState) => void saved.push(state),
    },
  };
}

describe('schema plan', () => {
  test('lists what would be done, grouped by object, and writes nothing', async () => {
    const { deps, printed, portal } = setUp();
    expect(await runSchemaPlan(deps, NO_NAMES)).toBe(0);
    expect(printed.slice(0, 6)).toEqual([
      'Partner',
      '  will create object Partner with 128 properties',
      '  will create property group Partnership',
      'Referral',
      '  will create object Referral with 29 properties',
      '  will create property group Partnership',
    ]);
    expect(printed).toContain('  will create label "Sourced" between partner and deal, "Sourced by" on deal');
    expect(printed.at(-1)).toBe('47 changes. Run "partnerships schema apply" to make them.');
    expect(portal.writes).toEqual([]);
  });

  test('says that there is nothing to do after an apply', async () => {
    const { deps, printed, saved } = setUp();
    expect(await runSchemaApply(deps, NO_NAMES)).toBe(0);
    expect(printed.at(0)).toBe('[1/47] create object Partner with 128 properties');
    expect(printed.at(-1)).toBe('Done, 47 changes: this portal has the whole schema.');
    expect(saved).toHaveLength(1);
    printed.length = 0;
    expect(await runSchemaPlan(deps, NO_NAMES)).toBe(0);
    expect(printed).toEqual(['Nothing to do: this portal has the whole schema.']);
  });

  test('names Enterprise when the account may not define objects', async () => {
    const { deps, printed, portal } = setUp();
    portal.limit = { kind: 'known', limit: 0, usage: 0 };
    expect(await runSchemaPlan(deps, NO_NAMES)).toBe(1);
    expect(printed.join('\n')).toContain('Partnerships needs HubSpot Enterprise');
  });

  test('gives both ways out of a taken name', async () => {
    const { deps, printed, portal } = setUp();
    addForeignObject(portal, { name: 'partner', singular: 'Partner', plural: 'Partners' });
    expect(await runSchemaPlan(deps, NO_NAMES)).toBe(1);
    expect(printed.join('\n')).toContain('--adopt partner');
    expect(printed.join('\n')).toContain('--name partner=partnership_partner');
    expect(await runSchemaPlan(deps, { ...NO_NAMES, name: ['partner=partnership_partner'] })).toBe(0);
    expect(await runSchemaPlan(deps, { ...NO_NAMES, adopt: ['partner'] })).toBe(0);
  });

  test('prints the same as JSON', async () => {
    const { deps, printed } = setUp();
    await runSchemaPlan(deps, { ...NO_NAMES, json: true });
    const plan = JSON.parse(printed.join('\n'));
    expect(plan).toMatchObject({ changes: 47, obstacles: 0 });
    expect(plan.steps[0]).toEqual({
      kind: 'create-object',
      on: 'Partner',
      text: 'will create object Partner with 128 properties',
    });
  });

  test('reports every wrong name at once and calls nothing', async () => {
    const { deps, complaints } = setUp();
    const options = { ...NO_NAMES, adopt: ['deal'], name: ['partner=9lives', 'nobody=x'] };
    expect(await runSchemaPlan(deps, options)).toBe(2);
    expect(complaints).toEqual([
      '--adopt deal: expected one of partner, referral, partner_credit, partner_activity',
      '--name partner=9lives: a name has letters, digits and underscores and begins with a letter',
      '--name nobody=x: expected one of partner, referral, partner_credit, partner_activity, then "=", then a name',
    ]);
  });

  test('says what HubSpot answered when it cannot be reached', async () => {
    const { deps, complaints } = setUp();
    const port = {
      ...deps.port,
      listObjects: () => Promise.reject(new Problem('hubspot-unavailable', 'no answer')),
    };
    expect(await runSchemaPlan({ ...deps, port }, NO_NAMES)).toBe(1);
    expect(complaints).toEqual(['no answer']);
  });
});

describe('schema apply', () => {
  test('names what was done and what was not when it fails half-way, and saves nothing', async () => {
    const { deps, printed, complaints, saved, portal } = setUp();
    portal.refuse = {
      call: 'createLabel',
      problem: new Problem('hubspot-refused', 'labels need Professional'),
    };
    expect(await runSchemaApply(deps, NO_NAMES)).toBe(1);
    expect(printed).toContain('Done:');
    expect(printed).toContain('  let referral and partner be linked');
    expect(complaints[0]).toBe(
      'Failed: create label "Partner company" between partner and company: labels need Professional',
    );
    expect(complaints).toContain('  create label "Billing" between partner and contact');
    expect(saved).toEqual([]);
  });

  test('reports what HubSpot would not do', async () => {
    const { deps, printed, portal } = setUp();
    portal.currency = { now: false, before: false };
    expect(await runSchemaApply(deps, NO_NAMES)).toBe(0);
    expect(printed.filter((line) => line.startsWith('HubSpot would not'))).toHaveLength(3);
  });

  test('prints its result as JSON only', async () => {
    const { deps, printed } = setUp();
    expect(await runSchemaApply(deps, { ...NO_NAMES, json: true })).toBe(0);
    expect(JSON.parse(printed.join('\n'))).toMatchObject({
      result: 'complete',
      notPossible: [],
      conflicts: [],
    });
  });
});

test('schema export writes a file per object for HubSpot’s own command line', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'schema-export-'));
  try {
    const { printed, deps } = setUp();
    expect(await runSchemaExport(deps, directory)).toBe(0);
    expect(printed).toEqual(
      ['partner', 'referral', 'partner_credit', 'partner_activity'].map(
        (name) => `hs custom-object create-schema ${join(directory, `${name}.json`)}`,
      ),
    );
    const body = JSON.parse(await readFile(join(directory, 'referral.json'), 'utf8'));
    expect(body).toMatchObject({ name: 'referral', associatedObjects: ['0-2', '0-1', '0-3'] });
    expect(body.properties).toHaveLength(29);
  } finally {
    await rm(directory, { recursive: true });
  }
});

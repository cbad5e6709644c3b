import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createLinks, readLinks } from '../../src/hubspot/associations.ts';
import { createRequest, type HubSpotRequest } from '../../src/hubspot/request.ts';
import {
  applySchema,
  createSchemaPort,
  labelTypeOf,
  objectTypeIdOf,
  planSchema,
  readPresent,
  readSchemaState,
  wantedSchema,
} from '../../src/hubspot/schema/index.ts';
import { objectSpecs } from '../../src/hubspot/schema/wanted.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.stop());

/** A client of its own for each use: the limiter allows 150 calls in ten seconds, an install takes about 140. */
function connect(onCall: () => void = () => {}): HubSpotRequest {
  return createRequest({ baseUrl: sandbox.url, accessToken: sandbox.accessToken, onCall });
}

describe('a portal without the schema', () => {
  test('has it after one apply, and nothing to do afterwards', async () => {
    const wanted = wantedSchema();
    let calls = 0;
    const port = createSchemaPort(
      connect(() => {
        calls += 1;
      }),
    );
    const applied = await applySchema(port, wanted);
    expect(applied).toMatchObject({ kind: 'complete', conflicts: [] });
    // Within one window of the limiter, also where HubSpot wants groups before properties.
    expect(calls).toBeLessThan(150);
    const other = createSchemaPort(connect());
    expect(planSchema(wanted, await readPresent(other, wanted))).toEqual([]);
    expect(await readSchemaState(other)).toEqual(applied.kind === 'complete' && applied.state);
  });

  test('has every property of the contract, in our group', async () => {
    const request = connect();
    const state = await readSchemaState(createSchemaPort(request));
    const answer = z.object({ results: z.array(z.object({ name: z.string(), groupName: z.string() })) });
    for (const { object, properties, group } of objectSpecs(wantedSchema())) {
      const path = `/crm/properties/2026-09/${objectTypeIdOf(state, object)}`;
      const { results } = answer.parse(await request({ method: 'GET', path }));
      const ours = results.filter(({ groupName }) => groupName === group.name).map(({ name }) => name);
      expect(ours.toSorted()).toEqual(properties.map(({ name }) => name).toSorted());
    }
  });

  test('takes a link with our label, and shows each side its own words', async () => {
    const request = connect();
    const state = await readSchemaState(createSchemaPort(request));
    const partnerType = objectTypeIdOf(state, 'partner');
    const partner = await create(request, partnerType, { name: 'Acme', stage: 'active' });
    const deal = await create(request, '0-3', { dealname: 'Website', partner_attribution: 'sourced' });
    await createLinks(request, '0-3', partnerType, [
      { fromId: deal, toId: partner, types: [labelTypeOf(state, 'sourced', 'deal')] },
    ]);
    const seen = async (from: string, to: string, id: string) =>
      (await readLinks(request, from, to, [id]))
        .get(id)
        ?.flatMap(({ types }) => types.flatMap(({ label }) => label ?? []));
    expect(await seen('0-3', partnerType, deal)).toEqual(['Sourced by']);
    expect(await seen(partnerType, '0-3', partner)).toEqual(['Sourced']);
  });

  test('refuses a second partner for a company', async () => {
    const request = connect();
    const state = await readSchemaState(createSchemaPort(request));
    const partnerType = objectTypeIdOf(state, 'partner');
    const company = await create(request, '0-2', { name: 'Acme' });
    const { category, typeId } = labelTypeOf(state, 'partner_company', 'partner');
    const types = [{ associationCategory: category, associationTypeId: typeId }];
    const first = await create(request, partnerType, { name: 'Acme' });
    const second = await create(request, partnerType, { name: 'Acme again' });
    const link = (fromId: string) => ({
      method: 'POST' as const,
      path: `/crm/associations/2026-09/${partnerType}/0-2/batch/create`,
      body: { inputs: [{ from: { id: fromId }, to: { id: company }, types }] },
    });
    await request(link(first));
    // Refused in part, under a status of success (R40).
    expect(await request(link(second))).toMatchObject({ results: [], numErrors: 1 });
    const linked = (await readLinks(request, '0-2', partnerType, [company])).get(company);
    expect(linked?.map(({ toId }) => toId)).toEqual([first]);
  });
});

describe.each([
  ['takes a group it does not know', { schemaPostUnknownGroup: 'created' }],
  ['keeps the currency flag', { currencyFlagOnProperty: 'kept' }],
])('a portal that %s', (_what, assumption) => {
  test('ends up the same', async () => {
    const portal = await createSandbox();
    try {
      await portal.control('POST', '/assume', assumption);
      const request = createRequest({ baseUrl: portal.url, accessToken: portal.accessToken });
      const port = createSchemaPort(request);
      expect(await applySchema(port, wantedSchema())).toMatchObject({ kind: 'complete', conflicts: [] });
    } finally {
      await portal.stop();
    }
  });
});

async function create(
  request: HubSpotRequest,
  objectTypeId: string,
  properties: Record<string, string>,
): Promise<string> {
  const path = `/crm/objects/2026-09/${objectTypeId}`;
  const answer = await request({ method: 'POST', path, body: { properties, associations: [] } });
  return z.object({ id: z.string() }).parse(answer).id;
}

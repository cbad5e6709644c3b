import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import { type Caller, create, startOver, startSandbox } from './caller.ts';

let sandbox: Sandbox;
let call: Caller;

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
beforeEach(() => startOver(sandbox));
afterAll(() => sandbox.stop());

test('the account is in Berlin, counts in euros and knows three more currencies', async () => {
  expect((await call('GET', '/account-info/2026-09/details')).body).toMatchObject({
    portalId: 1001,
    timeZone: 'Europe/Berlin',
    utcOffset: '+01:00',
    companyCurrency: 'EUR',
    additionalCurrencies: ['USD', 'GBP', 'JPY'],
  });
});

test('owners are found by owner id or by user id, archived ones apart', async () => {
  const byUser = await call('GET', '/crm/owners/2026-09/7003?idProperty=userId');
  const byId = await call('GET', '/crm/owners/2026-09/7003');
  const archived = await call('GET', '/crm/owners/2026-09?archived=true');
  expect([byUser.body.id, byId.status]).toEqual(['9103', 404]);
  expect(archived.body.results).toMatchObject([
    { id: '9104', archived: true, userIdIncludingInactive: 7004 },
  ]);
});

test('the demo seed has companies, contacts and open deals in two currencies, and no custom object', async () => {
  await sandbox.control('POST', '/reset', { seed: 'demo' });
  const dump = (await sandbox.control('GET', '/dump')) as {
    objects: Record<string, { properties: Record<string, string> }[]>;
  };
  const deals = dump.objects.deal ?? [];
  expect([dump.objects.company?.length, dump.objects.contact?.length, deals.length]).toEqual([12, 17, 10]);
  expect(new Set(deals.map((deal) => deal.properties.deal_currency_code))).toEqual(new Set(['EUR', 'USD']));
  expect(deals.filter((deal) => deal.properties.hs_is_closed !== 'false')).toEqual([]);
  expect((await call('GET', '/crm-object-schemas/2026-09/schemas')).body.results).toEqual([]);
});

test('a dynamic segment holds what fits now', async () => {
  const filter = {
    filterType: 'PROPERTY',
    property: 'dealstage',
    operation: {
      operationType: 'ENUMERATION',
      operator: 'IS_ANY_OF',
      values: ['closedwon'],
      includeObjectsWithNoValueSet: false,
    },
  };
  const filterBranch = {
    filterBranchType: 'OR',
    filters: [],
    filterBranches: [{ filterBranchType: 'AND', filters: [filter], filterBranches: [] }],
  };
  const body = { name: 'Partnerships: won', objectTypeId: '0-3', processingType: 'DYNAMIC', filterBranch };
  const made = await call('POST', '/crm/lists/2026-09', body);
  const { listId } = made.body.list as { listId: string };
  const id = await create(call, 'deals', { dealname: 'A', dealstage: 'closedwon' });
  await create(call, 'deals', { dealname: 'B', dealstage: 'closedlost' });
  const members = await call('GET', `/crm/lists/2026-09/${listId}/memberships`);
  const twin = await call('POST', '/crm/lists/2026-09', body);
  const lower = { ...filter, operation: { ...filter.operation, operationType: 'enumeration' } };
  const branch = {
    ...filterBranch,
    filterBranches: [{ filterBranchType: 'AND', filters: [lower], filterBranches: [] }],
  };
  const refused = await call('POST', '/crm/lists/2026-09', { ...body, name: 'other', filterBranch: branch });
  expect(members.body).toMatchObject({ total: 1, results: [{ recordId: id }] });
  expect([made.status, twin.status, refused.status]).toEqual([200, 400, 400]);
  const named = await call('GET', '/crm/lists/2026-09/object-type-id/0-3/name/Partnerships%3A%20won');
  expect(named.body.list).toMatchObject({ listId, size: 1 });
});

test('a segment can ask for the last days, and what the sandbox cannot ask is said to be missing', async () => {
  const segment = (operation: Record<string, unknown>) => ({
    name: 'Partnerships: recent',
    objectTypeId: '0-3',
    processingType: 'DYNAMIC',
    filterBranch: {
      filterBranchType: 'OR',
      filters: [],
      filterBranches: [
        {
          filterBranchType: 'AND',
          filters: [{ filterType: 'PROPERTY', property: 'closedate', operation }],
          filterBranches: [],
        },
      ],
    },
  });
  const operation = { operator: 'IS_LESS_THAN_X_DAYS_AGO', includeObjectsWithNoValueSet: false };
  const lastWeek = { ...operation, operationType: 'ROLLING_DATE_RANGE', numberOfDays: 7 };
  const made = await call('POST', '/crm/lists/2026-09', segment(lastWeek));
  const { listId } = made.body.list as { listId: string };
  const id = await create(call, 'deals', { dealname: 'A', dealstage: 'closedwon' });
  const sizes: unknown[] = [];
  for (const days of [0, 6, 1]) {
    await sandbox.advance(days * 86_400_000);
    const { body } = await call('GET', `/crm/lists/2026-09/${listId}/memberships`);
    sizes.push(body.results);
  }
  expect(sizes).toMatchObject([[{ recordId: id }], [{ recordId: id }], []]);
  const calendar = { ...segment({ ...operation, operationType: 'CALENDAR_DATE' }), name: 'other' };
  expect((await call('POST', '/crm/lists/2026-09', calendar)).status).toBe(501);
});

test('a code asked for with a PKCE challenge is given only for its verifier, and is used up by a wrong one', async () => {
  const redirect = 'https://app.example/oauth/callback';
  // The pair of RFC 7636, appendix B.
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const codeFor = async (challenge: Record<string, string>) => {
    const asked = { client_id: 'sandbox-client-id', scope: 'oauth', redirect_uri: redirect, ...challenge };
    const url = `${sandbox.url}/oauth/authorize?${new URLSearchParams(asked)}`;
    const consent = await fetch(url, { redirect: 'manual' });
    return new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  };
  const exchange = async (code: string, proof: Record<string, string>) => {
    const fields = { client_id: 'sandbox-client-id', client_secret: sandbox.clientSecret, ...proof };
    const body = new URLSearchParams({
      ...{ grant_type: 'authorization_code', code, redirect_uri: redirect },
      ...fields,
    });
    return (await fetch(`${sandbox.url}/oauth/2026-09/token`, { method: 'POST', body })).status;
  };
  const challenge = {
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  };
  const code = await codeFor(challenge);
  expect([
    await exchange(code, { code_verifier: 'guessed' }),
    await exchange(code, { code_verifier: verifier }),
    await exchange(await codeFor(challenge), {}),
    await exchange(await codeFor(challenge), { code_verifier: verifier }),
    await exchange(await codeFor({}), { code_verifier: verifier }),
  ]).toEqual([400, 400, 400, 200, 400]);
});

test('an OAuth installation gives tokens that expire, rotate and end with the uninstallation', async () => {
  const redirect = 'https://app.example/oauth/callback';
  const query = new URLSearchParams({
    client_id: 'sandbox-client-id',
    scope: 'oauth',
    redirect_uri: redirect,
    state: 's1',
  });
  const consent = await fetch(`${sandbox.url}/oauth/authorize?${query}`, { redirect: 'manual' });
  const back = new URL(consent.headers.get('location') ?? '');
  const client = { client_id: 'sandbox-client-id', client_secret: sandbox.clientSecret };
  const token = async (fields: Record<string, string>) => {
    const form = new URLSearchParams({ ...client, ...fields });
    const response = await fetch(`${sandbox.url}/oauth/2026-09/token`, { method: 'POST', body: form });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const code = back.searchParams.get('code') ?? '';
  const first = await token({ grant_type: 'authorization_code', code, redirect_uri: redirect });
  expect([back.searchParams.get('state'), first.body]).toEqual([
    's1',
    expect.objectContaining({ hub_id: 1001, expires_in: 1800, token_type: 'bearer' }),
  ]);
  const refresh = String(first.body.refresh_token);
  const second = await token({ grant_type: 'refresh_token', refresh_token: refresh });
  const again = await token({ grant_type: 'refresh_token', refresh_token: refresh });
  expect([second.status, again.status, again.body.status]).toEqual([200, 400, 'BAD_REFRESH_TOKEN']);
  const as = (access: unknown) =>
    call('GET', '/account-info/2026-09/details', undefined, { authorization: `Bearer ${access}` });
  const before = await as(second.body.access_token);
  await sandbox.advance(1_800_000);
  const expired = await as(second.body.access_token);
  expect([before.status, expired.status, expired.body.category]).toEqual([
    200,
    401,
    'EXPIRED_AUTHENTICATION',
  ]);
  await call('DELETE', '/appinstalls/2026-09/external-install');
  const gone = await token({ grant_type: 'refresh_token', refresh_token: String(second.body.refresh_token) });
  expect(gone.body.status).toBe('BAD_REFRESH_TOKEN');
});

test('a token without the scope is refused by name, one with it is served', async () => {
  const deals = () => call('GET', '/crm/objects/2026-09/deals');
  await sandbox.control('POST', '/scopes', {
    scopes: ['crm.objects.companies.read', 'crm.objects.contacts.read'],
  });
  const refused = await deals();
  const emails = await call('GET', '/crm/objects/2026-09/emails');
  const served = await call('GET', '/crm/objects/2026-09/companies');
  await sandbox.control('POST', '/scopes', { scopes: 'all' });
  expect([refused.status, emails.status, served.status, (await deals()).status]).toEqual([
    403, 403, 200, 200,
  ]);
  expect(refused.body).toMatchObject({
    category: 'MISSING_SCOPES',
    errors: [{ context: { requiredGranularScopes: ['crm.objects.deals.read'] } }],
  });
});

test('the limits endpoints answer for objects, properties, pipelines, labels and records', async () => {
  const statuses: number[] = [];
  for (const path of [
    'records',
    'custom-object-types',
    'custom-properties',
    'calculated-properties',
    'pipelines',
  ]) {
    statuses.push((await call('GET', `/crm/limits/2026-09/${path}`)).status);
  }
  const labels = await call(
    'GET',
    '/crm/limits/2026-09/associations/labels?fromObjectTypeId=0-3&toObjectTypeId=0-2',
  );
  expect([statuses, labels.body.results]).toEqual([
    [200, 200, 200, 200, 200],
    [expect.objectContaining({ limit: 10, usage: 0 })],
  ]);
});

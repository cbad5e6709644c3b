import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../sandbox/index.ts';
import { type Caller, create, createPartnerSchema, startOver, startSandbox } from './caller.ts';

let sandbox: Sandbox;
let call: Caller;

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
beforeEach(() => startOver(sandbox));
afterAll(() => sandbox.stop());

const PRIMARY = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 };
const PLAIN = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 341 };

async function targets(from: string, to: string, id: string, after?: string): Promise<unknown> {
  const inputs = [{ id, ...(after === undefined ? {} : { after }) }];
  const reply = await call('POST', `/crm/associations/2026-09/${from}/${to}/batch/read`, { inputs });
  return reply.body;
}

const link = (from: string, to: string, inputs: unknown[]) =>
  call('POST', `/crm/associations/2026-09/${from}/${to}/batch/create`, { inputs });

describe('fixed types', () => {
  test('the primary company brings the plain link, is read from both ends, and there is one', async () => {
    const [first, second] = [
      await create(call, 'companies', { name: 'A' }),
      await create(call, 'companies', { name: 'B' }),
    ];
    const deal = await create(call, 'deals', { dealname: 'D' }, [{ to: { id: first }, types: [PRIMARY] }]);
    await link('deals', 'companies', [{ from: { id: deal }, to: { id: second }, types: [PRIMARY] }]);
    expect(await targets('deals', 'companies', deal)).toMatchObject({
      results: [
        {
          from: { id: deal },
          to: [
            {
              toObjectId: first,
              associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 341, label: null }],
            },
            {
              toObjectId: second,
              associationTypes: [
                { category: 'HUBSPOT_DEFINED', typeId: 341, label: null },
                { category: 'HUBSPOT_DEFINED', typeId: 5, label: 'Primary' },
              ],
            },
          ],
        },
      ],
    });
    expect(await targets('companies', 'deals', second)).toMatchObject({
      results: [{ to: [{ toObjectId: deal, associationTypes: [{ typeId: 342 }, { typeId: 6 }] }] }],
    });
  });

  test('a record without links is an error entry, not an empty result', async () => {
    const deal = await create(call, 'deals', { dealname: 'D' });
    expect(await targets('deals', 'companies', deal)).toMatchObject({
      results: [],
      numErrors: 1,
      errors: [{ subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND', context: { fromObjectId: [deal] } }],
    });
  });

  test('a type of the other direction, or of another pair, is refused', async () => {
    const [company, deal] = [
      await create(call, 'companies', { name: 'A' }),
      await create(call, 'deals', { dealname: 'D' }),
    ];
    const wrong = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 342 };
    const reply = await link('deals', 'companies', [
      { from: { id: deal }, to: { id: company }, types: [wrong] },
    ]);
    expect(reply.status).toBe(400);
  });

  test('links to missing records are listed, the others are made', async () => {
    const [company, deal] = [
      await create(call, 'companies', { name: 'A' }),
      await create(call, 'deals', { dealname: 'D' }),
    ];
    const reply = await link('deals', 'companies', [
      { from: { id: deal }, to: { id: '1' }, types: [PLAIN] },
      { from: { id: deal }, to: { id: company }, types: [PLAIN] },
    ]);
    expect([reply.status, reply.body.numErrors, (reply.body.results as unknown[]).length]).toEqual([
      207, 1, 1,
    ]);
  });

  test('links of a deleted record vanish and come back with it', async () => {
    const company = await create(call, 'companies', { name: 'A' });
    const deal = await create(call, 'deals', { dealname: 'D' }, [{ to: { id: company }, types: [PLAIN] }]);
    await call('DELETE', `/crm/objects/2026-09/companies/${company}`);
    const during = await targets('deals', 'companies', deal);
    await sandbox.control('POST', `/records/companies/${company}/restore`);
    expect(during).toMatchObject({ results: [] });
    expect(await targets('deals', 'companies', deal)).toMatchObject({
      results: [{ to: [{ toObjectId: company }] }],
    });
  });

  test('targets page per record, and asking again with after gives the rest', async () => {
    await sandbox.control('POST', '/tuning', { associationPageSize: 2 });
    const deal = await create(call, 'deals', { dealname: 'D' });
    const companies: string[] = [];
    for (const name of ['A', 'B', 'C']) companies.push(await create(call, 'companies', { name }));
    await link(
      'deals',
      'companies',
      companies.map((id) => ({ from: { id: deal }, to: { id }, types: [PLAIN] })),
    );
    expect(await targets('deals', 'companies', deal)).toMatchObject({
      results: [
        {
          to: [{ toObjectId: companies[0] }, { toObjectId: companies[1] }],
          paging: { next: { after: '2' } },
        },
      ],
    });
    const rest = await targets('deals', 'companies', deal, '2');
    expect(rest).toMatchObject({ results: [{ to: [{ toObjectId: companies[2] }] }] });
    expect(JSON.stringify(rest)).not.toContain('paging');
  });

  test('batches hold 1,000 reads, 2,000 links and 100 cuts, not one more', async () => {
    const statuses = async (path: string, counts: number[], item: unknown) => {
      const found: number[] = [];
      for (const count of counts) {
        const body = { inputs: Array.from({ length: count }, () => item) };
        found.push((await call('POST', `/crm/associations/2026-09/deals/companies/${path}`, body)).status);
      }
      return found;
    };
    const pair = { from: { id: '1' }, to: { id: '2' }, types: [PLAIN] };
    expect(await statuses('batch/read', [1_000, 1_001], { id: '1' })).toEqual([207, 400]);
    expect(await statuses('batch/create', [2_000, 2_001], pair)).toEqual([207, 400]);
    expect(await statuses('batch/archive', [100, 101], { from: { id: '1' }, to: [{ id: '2' }] })).toEqual([
      200, 400,
    ]);
  });
});

describe('labels of this portal', () => {
  const LABELS = '/crm/associations/2026-09/p1001_partner/deals/labels';
  type Label = { category: string; typeId: number; label: string | null };

  async function labelled() {
    await createPartnerSchema(call);
    const made = await call('POST', LABELS, {
      name: 'sourced_by',
      label: 'Sourced',
      inverseLabel: 'Sourced by',
    });
    const [inverse, forward] = made.body.results as Label[];
    if (!inverse || !forward) throw new Error('no label');
    const partner = await create(call, 'p1001_partner', { name: 'P' });
    const deal = await create(call, 'deals', { dealname: 'D' });
    const spec = { associationCategory: forward.category, associationTypeId: forward.typeId };
    await link('p1001_partner', 'deals', [{ from: { id: partner }, to: { id: deal }, types: [spec] }]);
    return { inverse, forward, partner, deal, spec };
  }

  test('a label has a name in each direction and type ids of this portal', async () => {
    const { inverse, forward, partner, deal } = await labelled();
    expect([forward.label, inverse.label, forward.typeId === inverse.typeId]).toEqual([
      'Sourced',
      'Sourced by',
      false,
    ]);
    const there = await call('GET', LABELS);
    expect(there.body.results).toEqual([
      { category: 'USER_DEFINED', typeId: expect.any(Number), label: null },
      forward,
    ]);
    expect(await targets('deals', 'p1001_partner', deal)).toMatchObject({
      results: [{ to: [{ toObjectId: partner, associationTypes: [{ label: null }, inverse] }] }],
    });
  });

  test('taking the label off leaves the plain link; cutting the link takes everything', async () => {
    const { partner, deal, spec } = await labelled();
    const input = { from: { id: partner }, to: { id: deal }, types: [spec] };
    await call('POST', '/crm/associations/2026-09/p1001_partner/deals/batch/labels/archive', {
      inputs: [input],
    });
    expect(await targets('p1001_partner', 'deals', partner)).toMatchObject({
      results: [{ to: [{ toObjectId: deal, associationTypes: [{ label: null }] }] }],
    });
    const cut = { inputs: [{ from: { id: partner }, to: [{ id: deal }] }] };
    await call('POST', '/crm/associations/2026-09/p1001_partner/deals/batch/archive', cut);
    expect(await targets('p1001_partner', 'deals', partner)).toMatchObject({ results: [] });
  });

  test('a label in use cannot be deleted, an unused one can', async () => {
    const { forward, partner, deal } = await labelled();
    const used = await call('DELETE', `${LABELS}/${forward.typeId}`);
    await call('DELETE', `/crm/objects/2026-09/p1001_partner/${partner}/associations/deals/${deal}`);
    const unused = await call('DELETE', `${LABELS}/${forward.typeId}`);
    expect([used.status, unused.status]).toEqual([400, 204]);
  });

  test('a limit refuses the second link, and is refused where records already have more', async () => {
    const { forward, partner, deal, spec } = await labelled();
    const other = await create(call, 'deals', { dealname: 'E' });
    const path = '/crm/associations/2026-09/definitions/configurations/p1001_partner/deals/batch/create';
    const limit = { inputs: [{ category: forward.category, typeId: forward.typeId, maxToObjectIds: 1 }] };
    expect((await call('POST', path, limit)).body.results).toMatchObject([{ userEnforcedMaxToObjectIds: 1 }]);
    const second = await link('p1001_partner', 'deals', [
      { from: { id: partner }, to: { id: other }, types: [spec] },
    ]);
    expect(second.body.errors).toMatchObject([{ errors: [{ code: 'ASSOCIATION_LIMIT_EXCEEDED' }] }]);
    await call('POST', path.replace('create', 'purge'), {
      inputs: [{ category: forward.category, typeId: forward.typeId }],
    });
    await link('p1001_partner', 'deals', [{ from: { id: partner }, to: { id: other }, types: [spec] }]);
    const refused = await call('POST', path, limit);
    expect([refused.body.numErrors, deal === other]).toEqual([1, false]);
  });

  test('a limit counts what the same batch, and the same create, will link before', async () => {
    const { forward, inverse } = await labelled();
    const path = '/crm/associations/2026-09/definitions/configurations/p1001_partner/deals/batch/create';
    const category = 'USER_DEFINED';
    await call('POST', path, { inputs: [{ category, typeId: forward.typeId, maxToObjectIds: 1 }] });
    const partner = await create(call, 'p1001_partner', { name: 'Two deals' });
    const types = [{ associationCategory: category, associationTypeId: inverse.typeId }];
    const deal = (objectWriteTraceId: string) => ({
      ...{ objectWriteTraceId, properties: { dealname: objectWriteTraceId } },
      associations: [{ to: { id: partner }, types }],
    });
    const reply = await call('POST', '/crm/objects/2026-09/deals/batch/create', {
      inputs: [deal('first'), deal('second')],
    });
    expect(reply.body).toMatchObject({
      results: [{ objectWriteTraceId: 'first' }],
      errors: [{ context: { objectWriteTraceId: ['second'] } }],
    });
    const [one, two] = [
      await create(call, 'deals', { dealname: '1' }),
      await create(call, 'deals', { dealname: '2' }),
    ];
    const both = [one, two].map((id) => ({
      to: { id },
      types: [{ associationCategory: category, associationTypeId: forward.typeId }],
    }));
    const made = await call('POST', '/crm/objects/2026-09/p1001_partner', {
      properties: { name: 'Two at once' },
      associations: both,
    });
    expect(made.status).toBe(400);
  });

  test('names with a hyphen or a leading digit are refused', async () => {
    await createPartnerSchema(call);
    const statuses = [];
    for (const name of ['a-b', '1a'])
      statuses.push((await call('POST', LABELS, { name, label: name })).status);
    expect(statuses).toEqual([400, 400]);
  });
});

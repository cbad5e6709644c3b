import { describe, expect, test } from '@jest/globals';
import {
  findRecord,
  listRecords,
  readHistory,
  readRecords,
  searchRecords,
} from '../../src/hubspot/records.ts';
import { nock } from '../support/nock.ts';
import { answers, BASE_URL, clientOf, problemOf, record } from './server.ts';

const PATH = '/crm/objects/2026-09/0-3/batch/read';
const asking = (...ids: string[]) => ({
  properties: ['amount', 'hs_merged_object_ids'],
  propertiesWithHistory: [],
  inputs: ids.map((id) => ({ id })),
});
/** What HubSpot says of ids among its archived records. */
const archived = (ids: string[], answer: nock.Body) => {
  const properties = ['hs_merged_object_ids'];
  const body = { properties, propertiesWithHistory: [], inputs: ids.map((id) => ({ id })) };
  answers(`${PATH}?archived=true`, body, answer);
};
const gone = (...ids: string[]) => ({ category: 'OBJECT_NOT_FOUND', message: 'gone', context: { ids } });
const read = (...ids: string[]) => readRecords(clientOf(), '0-3', ids, ['amount']);

describe('reading records', () => {
  test('each id is asked for once, and what does not exist is not in the map', async () => {
    const answer = {
      status: 'COMPLETE',
      results: [record('2'), record('1')],
      errors: [gone('3')],
      numErrors: 1,
    };
    answers(PATH, asking('1', '2', '3'), answer, 207);
    archived(['3'], { results: [record('3', {}, { archived: true })] });
    expect([...(await read('1', '2', '3', '1')).keys()]).toEqual(['1', '2']);
  });

  test.each([200, 207])('errors that a %i counts and does not tell mean not knowing', async (status) => {
    answers(PATH, asking('1', '2'), { results: [record('1')], errors: [gone('2')], numErrors: 2 }, status);
    expect(await problemOf(read('1', '2'))).toMatchObject({
      code: 'hubspot-unavailable',
      retry: { kind: 'later' },
    });
  });

  test('nothing asked, nothing called', async () => {
    expect(await read()).toEqual(new Map());
  });

  test('a hundred at a time', async () => {
    const ids = Array.from({ length: 250 }, (_, place) => String(place + 1));
    for (const chunk of [ids.slice(0, 100), ids.slice(100, 200), ids.slice(200)]) {
      answers(PATH, asking(...chunk), { results: chunk.map((id) => record(id)) });
    }
    expect((await read(...ids)).size).toBe(250);
  });

  test('a record merged away answers with the one it lives on as; nothing else is in the map', async () => {
    const survivor = record('9', { hs_merged_object_ids: '1;2' });
    answers(PATH, asking('1', '2'), { results: [survivor] });
    expect(await read('1', '2')).toEqual(
      new Map([
        ['1', survivor],
        ['2', survivor],
      ]),
    );
  });

  test('an id that HubSpot said nothing about is asked for once more', async () => {
    answers(PATH, asking('1', '2', '3'), { results: [record('1')] });
    answers(PATH, asking('2', '3'), { results: [record('2')] });
    archived(['3'], { results: [record('3', {}, { archived: true })] });
    expect([...(await read('1', '2', '3')).keys()]).toEqual(['1', '2']);
  });

  test('a record that HubSpot knows neither way is gone for good', async () => {
    answers(PATH, asking('1'), { results: [], errors: [gone('1')] }, 207);
    archived(['1'], { results: [], errors: [gone('1')] });
    expect(await read('1')).toEqual(new Map());
  });

  test('one that was merged into a record deleted since is gone with it', async () => {
    answers(PATH, asking('1'), { results: [], errors: [gone('1')] }, 207);
    archived(['1'], { results: [record('9', { hs_merged_object_ids: '1;2' }, { archived: true })] });
    expect(await read('1')).toEqual(new Map());
  });

  test.each([
    ['said nothing at all', {}, { results: [] }],
    ['said nothing among the archived', { errors: [gone('1')] }, { results: [] }],
    ['only denied it among the archived', {}, { results: [], errors: [gone('1')] }],
  ])('a record of which HubSpot %s is not taken for gone', async (_how, first, second) => {
    answers(PATH, asking('1'), { results: [], ...first });
    if (!('errors' in first)) answers(PATH, asking('1'), { results: [], ...first });
    archived(['1'], second);
    expect(await problemOf(read('1'))).toMatchObject({
      ...{ code: 'hubspot-unexpected', retry: { kind: 'later' } },
      message: 'HubSpot shows record 1 neither among the present nor among the archived ones',
    });
  });

  test('another error in the answer means not knowing, and is never taken for "gone"', async () => {
    const errors = [gone('2'), { category: 'INTERNAL', message: 'try again', context: { ids: ['1'] } }];
    answers(PATH, asking('1', '2'), { results: [], errors }, 207);
    expect(await problemOf(read('1', '2'))).toMatchObject({
      ...{ code: 'hubspot-unavailable', retry: { kind: 'later' } },
      message: `HubSpot answered ${PATH} in part: try again`,
    });
  });

  test('an answer of another shape is a fault, never half an answer', async () => {
    answers(PATH, asking('1'), { results: [{ id: 1, properties: {} }] });
    expect(await problemOf(read('1'))).toMatchObject({
      code: 'hubspot-unexpected',
      retry: { kind: 'later' },
    });
  });

  test('a record is found by a unique value', async () => {
    const body = {
      ...{ idProperty: 'credit_key', properties: ['name'], propertiesWithHistory: [] },
      inputs: [{ id: 'k' }],
    };
    const find = () => findRecord(clientOf(), '0-3', 'credit_key', 'k', ['name']);
    answers(PATH, body, { results: [record('5', { name: 'Found' })] });
    expect((await find())?.id).toBe('5');
    answers(PATH, body, { results: [], errors: [gone('k')] }, 207);
    expect(await find()).toBeNull();
  });

  test('the past of a property is read fifty records at a time', async () => {
    const ids = Array.from({ length: 51 }, (_, place) => String(place + 1));
    const past = [{ value: 'accepted', timestamp: '2026-03-02T09:00:00Z' }];
    for (const chunk of [ids.slice(0, 50), ids.slice(50)]) {
      answers(
        PATH,
        { properties: [], propertiesWithHistory: ['status'], inputs: chunk.map((id) => ({ id })) },
        { results: chunk.map((id) => ({ id, propertiesWithHistory: { status: past } })) },
      );
    }
    const history = await readHistory(clientOf(), '0-3', ids, 'status');
    const at = Date.parse('2026-03-02T09:00:00Z');
    expect(history.get('51')).toEqual([{ value: 'accepted', at, source: null }]);
  });
});

describe('searching and listing', () => {
  test('a search sends all fields that 2026-09 requires, and gives the way on', async () => {
    const input = {
      filterGroups: [{ filters: [{ propertyName: 'name', operator: 'EQ', value: 'Acme' }] }],
      properties: ['name'],
      limit: 20,
    };
    const page = { total: 2, results: [record('1')], paging: { next: { after: '20' } } };
    answers('/crm/objects/2026-09/0-2/search', { after: '0', sorts: [], ...input }, page);
    const first = await searchRecords(clientOf(), '0-2', input);
    expect({ ids: first.records.map(({ id }) => id), after: first.after }).toEqual({
      ids: ['1'],
      after: '20',
    });
    answers('/crm/objects/2026-09/0-2/search', { sorts: [], ...input, after: '20' }, { results: [] });
    expect(await searchRecords(clientOf(), '0-2', { ...input, after: '20' })).toEqual({
      records: [],
      after: null,
    });
  });

  test('a list is read page by page', async () => {
    const path = '/crm/objects/2026-09/0-2';
    const query = { limit: '100', properties: 'name,domain' };
    nock(BASE_URL)
      .get(path)
      .query(query)
      .reply(200, { results: [record('1')], paging: { next: { after: '1' } } });
    nock(BASE_URL)
      .get(path)
      .query({ ...query, after: '1' })
      .reply(200, { results: [record('2')] });
    const records = await listRecords(clientOf(), '0-2', ['name', 'domain'], 1000);
    expect(records.map(({ id }) => id)).toEqual(['1', '2']);
  });
});

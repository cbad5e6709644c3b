import { expect, test } from '@jest/globals';
import { searchPage, type Wanted } from '../../src/hubspot/search.ts';
import { answers, clientOf, problemOf, record } from './server.ts';

const PATH = '/crm/objects/2026-09/0-3/search';
const AT = '2026-03-02T09:00:00.123Z';
const CHANGED: Wanted = { kind: 'changed', from: 1000, to: 2000 };
const dated = (id: string) => record(id, { hs_lastmodifieddate: AT });
const asking = (filter: object, afterId: string) => ({
  filterGroups: [{ filters: [filter, { propertyName: 'hs_object_id', operator: 'GT', value: afterId }] }],
  ...{ sorts: ['hs_object_id'], properties: ['hs_lastmodifieddate'], limit: 200, after: '0' },
});
const between = {
  ...{ propertyName: 'hs_lastmodifieddate', operator: 'BETWEEN', value: '1000', highValue: '2000' },
};
const search = (wanted: Wanted, afterId: string) => searchPage(clientOf(), '0-3', wanted, afterId);

test('what changed in a time is found in the order of its ids, with the date of its change', async () => {
  answers(PATH, asking(between, '7'), { total: 2, results: [dated('9'), dated('10')] });
  const modifiedAt = Date.parse(AT);
  expect(await search(CHANGED, '7')).toEqual({
    found: [
      { id: '9', modifiedAt },
      { id: '10', modifiedAt },
    ],
    more: false,
  });
});

test('a full page means that there may be more', async () => {
  const results = Array.from({ length: 200 }, (_, at) => dated(String(at + 1)));
  answers(PATH, asking({ propertyName: 'dealstage', operator: 'EQ', value: 'won' }, '0'), { results });
  expect(await search({ kind: 'in-stage', stageId: 'won' }, '0')).toMatchObject({ more: true });
});

test.each([
  ['the record it was to begin after', [dated('7')], 'record 7 after 7'],
  ['records out of order', [dated('9'), dated('8')], 'record 8 after 9'],
  ['a record without a date', [record('8', {}, { updatedAt: undefined })], 'record 8 without the date'],
])('an answer with %s is a fault, so that nothing is skipped', async (_what, results, words) => {
  answers(PATH, asking(between, '7'), { results });
  const problem = await problemOf(search(CHANGED, '7'));
  expect(problem).toMatchObject({ code: 'hubspot-unexpected', retry: { kind: 'later' } });
  expect(problem.message).toContain(words);
});

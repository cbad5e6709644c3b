import { describe, expect, test } from '@jest/globals';
import { archiveLabels, createLinks, readLinks } from '../../src/hubspot/associations.ts';
import { answers, clientOf, problemOf } from './server.ts';

const PATH = '/crm/associations/2026-09/0-3/0-2/batch';
const to = (toObjectId: string | number, typeId = 341, label?: string | null) => ({
  toObjectId,
  associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId, ...(label === undefined ? {} : { label }) }],
});
const linkTo = (toId: string, typeId = 341, label: string | null = null) => ({
  toId,
  types: [{ category: 'HUBSPOT_DEFINED', typeId, label }],
});

describe('reading links', () => {
  const read = (...ids: string[]) => readLinks(clientOf(), '0-3', '0-2', ids);

  test('every record that was asked for is there, and pages are followed record by record', async () => {
    answers(
      `${PATH}/read`,
      { inputs: [{ id: '1' }, { id: '2' }, { id: '3' }] },
      {
        results: [
          { from: { id: '1' }, to: [to('10', 5, 'Primary')], paging: { next: { after: 'A' } } },
          { from: { id: '2' }, to: [to(20)] },
        ],
        errors: [{ category: 'OBJECT_NOT_FOUND', subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND' }],
      },
      207,
    );
    answers(
      `${PATH}/read`,
      { inputs: [{ id: '1', after: 'A' }] },
      { results: [{ from: { id: '1' }, to: [to('11', 341, null)] }] },
    );
    expect(await read('1', '2', '3')).toEqual(
      new Map([
        ['1', [linkTo('10', 5, 'Primary'), linkTo('11')]],
        ['2', [linkTo('20')]],
        ['3', []],
      ]),
    );
  });

  test('a record that HubSpot says nothing about is asked again, with the others of its kind alone', async () => {
    const none = (id: string) => ({ category: 'OBJECT_NOT_FOUND', context: { fromObjectId: [id] } });
    answers(
      `${PATH}/read`,
      { inputs: [{ id: '1' }, { id: '2' }, { id: '3' }, { id: '4' }] },
      { results: [{ from: { id: '1' }, to: [to('10')] }], errors: [none('2')], numErrors: 1 },
    );
    answers(
      `${PATH}/read`,
      { inputs: [{ id: '3' }, { id: '4' }] },
      { results: [{ from: { id: '3' }, to: [to('30')] }] },
    );
    const links = await read('1', '2', '3', '4');
    expect([...links].map(([id, found]) => [id, found.length])).toEqual([
      ['1', 1],
      ['2', 0],
      ['3', 1],
      ['4', 0],
    ]);
  });

  test('a further page that does not come is not an empty one', async () => {
    const first = { from: { id: '1' }, to: [to('10')], paging: { next: { after: 'A' } } };
    answers(`${PATH}/read`, { inputs: [{ id: '1' }] }, { results: [first] });
    answers(`${PATH}/read`, { inputs: [{ id: '1', after: 'A' }] }, { results: [] });
    answers(`${PATH}/read`, { inputs: [{ id: '1', after: 'A' }] }, { results: [] });
    expect(await problemOf(read('1'))).toMatchObject({
      code: 'hubspot-unexpected',
      retry: { kind: 'later' },
    });
  });

  test('an error that is counted and not told means not knowing', async () => {
    answers(`${PATH}/read`, { inputs: [{ id: '1' }] }, { results: [], numErrors: 1 });
    expect(await problemOf(read('1'))).toMatchObject({
      code: 'hubspot-unavailable',
      retry: { kind: 'later' },
    });
  });

  test('an error that is not "none there" means not knowing', async () => {
    const errors = [{ category: 'INTERNAL', message: 'try again' }];
    answers(`${PATH}/read`, { inputs: [{ id: '1' }] }, { results: [], errors }, 207);
    expect(await problemOf(read('1'))).toMatchObject({
      code: 'hubspot-unavailable',
      retry: { kind: 'later' },
    });
  });
});

describe('writing links', () => {
  const links = [{ fromId: '1', toId: '10', types: [{ category: 'USER_DEFINED', typeId: 145 }] }];
  const inputs = [
    {
      ...{ from: { id: '1' }, to: { id: '10' } },
      types: [{ associationCategory: 'USER_DEFINED', associationTypeId: 145 }],
    },
  ];

  test('links and labels are sent as HubSpot takes them; an answer without a body is well', async () => {
    answers(`${PATH}/create`, { inputs }, { results: [] }, 201);
    await createLinks(clientOf(), '0-3', '0-2', links);
    answers(`${PATH}/labels/archive`, { inputs }, '', 204);
    await archiveLabels(clientOf(), '0-3', '0-2', links);
    await createLinks(clientOf(), '0-3', '0-2', []);
  });

  test.each([200, 201, 207])('errors inside a %i are refusals, with their words', async (status) => {
    const errors = [{ message: 'limit of 1 reached' }, {}];
    answers(`${PATH}/create`, { inputs }, { results: [], errors, numErrors: 2 }, status);
    expect(await problemOf(createLinks(clientOf(), '0-3', '0-2', links))).toMatchObject({
      ...{ code: 'hubspot-refused', retry: { kind: 'never' } },
      message: 'HubSpot refused 2 links: limit of 1 reached — no reason given',
    });
  });

  test('errors that are only counted are refusals too', async () => {
    answers(`${PATH}/create`, { inputs }, { results: [], numErrors: 1 });
    expect((await problemOf(createLinks(clientOf(), '0-3', '0-2', links))).code).toBe('hubspot-refused');
  });
});

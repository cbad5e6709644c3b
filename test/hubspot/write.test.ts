import { describe, expect, test } from '@jest/globals';
import { passingFault, type Write, type Written, writeRecords } from '../../src/hubspot/write.ts';
import { answers, clientOf, problemOf, record } from './server.ts';

const PATH = '/crm/objects/2026-09/2-7/batch';
const write = (...writes: Write[]) => writeRecords(clientOf(), '2-7', writes);
const update = (id: string): Write => ({ kind: 'update', id, properties: { amount: '1' } });
const input = (id: string, trace: string) => ({ id, properties: { amount: '1' }, objectWriteTraceId: trace });
const traced = (trace: string, category = 'VALIDATION_ERROR', message = `no to ${trace}`) => ({
  ...{ category, message },
  context: { objectWriteTraceId: [trace] },
});

/** Each result in a word. */
function words(results: readonly Written[]): string[] {
  return results.map((result) =>
    result.kind === 'written'
      ? result.record.id
      : `${result.problem.code} ${result.problem.retry.kind}: ${result.problem.message}`,
  );
}

describe('the request', () => {
  test('an update', async () => {
    answers(`${PATH}/update`, { inputs: [input('5', '0')] }, { results: [record('5')] });
    expect(words(await write(update('5')))).toEqual(['5']);
  });

  test('a creation with its links', async () => {
    const associations = [{ toId: '9', types: [{ category: 'USER_DEFINED', typeId: 3 }] }];
    const linked = [
      { to: { id: '9' }, types: [{ associationCategory: 'USER_DEFINED', associationTypeId: 3 }] },
    ];
    const properties = { credit_key: 'k' };
    answers(
      `${PATH}/create`,
      { inputs: [{ properties, objectWriteTraceId: '0', associations: linked }] },
      { results: [record('5', {}, { objectWriteTraceId: '0' })] },
      201,
    );
    expect(words(await write({ kind: 'create', properties, associations }))).toEqual(['5']);
  });

  test('an upsert by a unique value', async () => {
    const properties = { amount: '1' };
    const body = { idProperty: 'credit_key', id: 'k', properties, objectWriteTraceId: '0' };
    answers(`${PATH}/upsert`, { inputs: [body] }, { results: [record('5', { credit_key: 'k' })] });
    expect(words(await write({ kind: 'upsert', idProperty: 'credit_key', id: 'k', properties }))).toEqual([
      '5',
    ]);
  });

  test('nothing to write calls nobody', async () => {
    expect(await write()).toEqual([]);
  });

  test('a hundred at a time', async () => {
    const ids = Array.from({ length: 101 }, (_, place) => String(place + 1));
    for (const chunk of [ids.slice(0, 100), ids.slice(100)]) {
      const inputs = chunk.map((id, place) => input(id, String(place)));
      answers(`${PATH}/update`, { inputs }, { results: chunk.map((id) => record(id)).reverse() });
    }
    expect(words(await write(...ids.map(update)))).toEqual(ids);
  });
});

describe('partial answers', () => {
  const three = { inputs: [input('1', '0'), input('2', '1'), input('3', '2')] };

  test.each([200, 201, 207])('errors at %i are matched by trace id, results by id', async (status) => {
    const answer = { results: [record('3'), record('1')], errors: [traced('1')], numErrors: 1 };
    answers(`${PATH}/update`, three, answer, status);
    expect(words(await write(update('1'), update('2'), update('3')))).toEqual([
      '1',
      'hubspot-refused never: no to 1',
      '3',
    ]);
  });

  test('a write that nobody says anything about is tried later', async () => {
    answers(`${PATH}/update`, three, { results: [record('1')], errors: [traced('1')] }, 207);
    expect(words(await write(update('1'), update('2'), update('3')))).toEqual([
      '1',
      'hubspot-refused never: no to 1',
      'hubspot-refused later: HubSpot neither wrote the record nor said why',
    ]);
  });

  test('a lost write is a fault that may pass; a refusal and a conflict are not', async () => {
    const conflict = traced('1', 'CONFLICT');
    answers(`${PATH}/update`, three, { results: [record('1')], errors: [conflict, traced('2')] }, 207);
    expect(passingFault(await write(update('1'), update('2'), update('3')))).toBeUndefined();
    answers(`${PATH}/update`, three, { results: [record('1')], errors: [traced('1')] }, 207);
    const results = await write(update('1'), update('2'), update('3'));
    expect(passingFault(results)).toMatchObject({ code: 'hubspot-refused', retry: { kind: 'later' } });
  });

  test('an error without a name is that of all that are missing; one may name the record', async () => {
    const errors = [
      { category: 'OBJECT_NOT_FOUND', message: 'gone', context: { ids: ['3'] } },
      { message: 'no' },
    ];
    answers(`${PATH}/update`, three, { results: [record('1')], errors }, 207);
    expect(words(await write(update('1'), update('2'), update('3')))).toEqual([
      '1',
      'hubspot-refused never: no',
      'hubspot-refused never: gone',
    ]);
  });

  test.each(['CONFLICT', 'OBJECT_ALREADY_EXISTS'])('%s is a conflict', async (category) => {
    answers(
      `${PATH}/update`,
      { inputs: [input('1', '0')] },
      { results: [], errors: [traced('0', category)] },
    );
    expect(words(await write(update('1')))).toEqual(['hubspot-conflict never: no to 0']);
  });

  test('created records without trace ids are recognised by their key', async () => {
    const create = (key: string): Write => ({
      kind: 'create',
      properties: { credit_key: key },
      associations: [],
    });
    const inputs = ['a', 'b'].map((key, place) => ({
      ...{ properties: { credit_key: key }, objectWriteTraceId: String(place), associations: [] },
    }));
    const results = [record('8', { credit_key: 'b' }), record('7', { credit_key: 'a' })];
    answers(`${PATH}/create`, { inputs }, { results }, 201);
    expect(words(await write(create('a'), create('b')))).toEqual(['7', '8']);
  });
});

describe('a batch refused as a whole', () => {
  test('is halved until the bad record stands alone', async () => {
    const refused = { message: 'bad batch', category: 'VALIDATION_ERROR' };
    const ids = ['1', '2', '3', '4', '5'];
    const batch = (...some: string[]) => ({ inputs: some.map((id, place) => input(id, String(place))) });
    const path = `${PATH}/update`;
    answers(path, batch(...ids), refused, 400);
    answers(path, batch('1', '2', '3'), { results: ['1', '2', '3'].map((id) => record(id)) });
    answers(path, batch('4', '5'), refused, 400);
    answers(path, batch('4'), refused, 400);
    answers(path, batch('5'), { results: [record('5')] });
    expect(words(await write(...ids.map(update)))).toEqual([
      ...['1', '2', '3'],
      `hubspot-refused never: HubSpot answered 400 to POST ${path}: bad batch`,
      '5',
    ]);
  });

  test.each([
    [429, 'wait'],
    [423, 'wait'],
    [500, 'later'],
    [401, 'later'],
  ])('%i is no refusal of a record: all of it waits', async (status, kind) => {
    answers(`${PATH}/update`, { inputs: [input('1', '0'), input('2', '1')] }, {}, status);
    expect((await problemOf(write(update('1'), update('2')))).retry.kind).toBe(kind);
  });
});

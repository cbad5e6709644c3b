import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { conform } from './conform/conform.ts';
import { createJudge } from './conform/judge.ts';
import { findOperations, type Specification } from './conform/specification.ts';

const dir = mkdtempSync(join(tmpdir(), 'conform-'));
afterAll(() => rmSync(dir, { recursive: true }));

const answering = (status: string, schema: unknown) => ({
  [status]: { content: { 'application/json': { schema } } },
});
const owner = {
  ...{ type: 'object', required: ['id', 'shoeSize'] },
  properties: { id: { type: 'string' }, shoeSize: { type: 'number' }, email: { type: 'string' } },
};
/** A small specification of our own, right in one operation and wrong in two. */
const document = {
  openapi: '3.0.1',
  paths: {
    '/account-info/2026-09/details': {
      get: { responses: answering('200', { type: 'object', required: ['portalId'] }) },
    },
    '/crm/owners/2026-09/{ownerId}': {
      get: { responses: answering('200', { $ref: '#/components/schemas/Owner' }) },
    },
    '/crm/owners/2026-09': { get: { responses: answering('204', {}) } },
  },
  components: { schemas: { Owner: owner } },
};

test('each operation is said to be right, to deviate with the reason, or to be missing from the files', async () => {
  writeFileSync(join(dir, 'owners.json'), JSON.stringify(document));
  writeFileSync(join(dir, 'notes.json'), '{"nothing":"of interest"}');
  const lines: string[] = [];
  expect(await conform(dir, (line) => lines.push(line))).toBe(3);
  const about = (operation: string) => {
    const at = lines.findIndex((line) => line.endsWith(` ${operation}`));
    const next = lines.findIndex((line, place) => place > at && !line.startsWith('   '));
    return lines.slice(at, next).map((line) => line.trim());
  };
  expect(about('GET /crm/owners/:version/:ownerId')).toEqual([
    'deviates         GET /crm/owners/:version/:ownerId',
    "owners.json: answer must have required property 'shoeSize'",
    'owners.json: status 401 is not listed',
  ]);
  expect(about('GET /crm/owners/:version')[1]).toBe('owners.json: status 200 is not listed');
  expect(about('GET /crm/pipelines/:version/:objectType')).toEqual([
    'not in the spec  GET /crm/pipelines/:version/:objectType',
  ]);
});

test('an answer is judged by the document’s own schemas, its references and its default refusal', () => {
  const specification: Specification = {
    file: 'a b.json',
    document: {
      ...document,
      paths: {
        '/things/2026-09/{id}': {
          get: {
            responses: {
              ...answering('200', { $ref: '#/components/schemas/Owner' }),
              ...answering('default', { type: 'object', required: ['message'] }),
            },
          },
        },
      },
    },
  };
  const judge = createJudge([specification]);
  const [operation] = findOperations([specification], 'GET', '/things/2026-09/7');
  if (operation === undefined) throw new Error('not found');
  const good = { id: '7', shoeSize: 42 };
  expect([
    judge(operation, { what: 'answer', status: 200, answer: good }),
    judge(operation, { what: 'answer', status: 200, answer: { ...good, email: null } }),
    judge(operation, { what: 'refusal', status: 401, answer: { message: 'no' } }),
    judge(operation, { what: 'refusal', status: 401, answer: {} }),
    judge(operation, { what: 'answer', status: 404, answer: {} }),
  ]).toEqual([
    [],
    ['answer.email must be string'],
    [],
    ["refusal must have required property 'message'"],
    ['status 404 is not listed'],
  ]);
});

test('a folder that is not there is said and is no failure', async () => {
  const lines: string[] = [];
  expect(await conform('/no/such/folder', (line) => lines.push(line))).toBe(0);
  expect(lines).toEqual(["conform: skipped, HubSpot's OpenAPI files are not there (/no/such/folder)"]);
});

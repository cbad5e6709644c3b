import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { controlOperations } from '../sandbox/control/operations.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { operations } from '../sandbox/operations/operations.ts';
import { assumptionsSchema } from '../sandbox/state/assumptions.ts';
import { type Caller, startSandbox } from './caller.ts';

const text = readFileSync(new URL('../sandbox/README.md', import.meta.url), 'utf8');
/** First two cells of each row in back quotes, in the section with this heading. */
function named(heading: string): { name: string; second: string }[] {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, first = '', second = '']) => ({ name: first.replaceAll('`', ''), second }));
}

const endpoints = named('What is answered');
let sandbox: Sandbox;
let call: Caller;

beforeAll(async () => {
  ({ sandbox, call } = await startSandbox());
});
afterAll(() => sandbox.stop());

test('the table of endpoints has every operation and no other', () => {
  const served = operations.map(({ method, path }) => `${method} ${path}`);
  const claimed = endpoints.filter(({ second }) => second !== 'not').map(({ name }) => name);
  expect(claimed.toSorted()).toEqual(served.toSorted());
  expect(new Set(endpoints.map(({ second }) => second))).toEqual(new Set(['works', 'partly', 'not']));
});

test('what the table says is not there answers 501', async () => {
  const answers: unknown[] = [];
  const missing = endpoints.filter(({ second }) => second === 'not');
  for (const { name } of missing) {
    const [method = '', path = ''] = name.split(' ');
    const concrete = path.replace(':version', '2026-09').replace(':objectType', 'deals');
    answers.push((await call(method, concrete, method === 'POST' ? {} : undefined)).status);
  }
  expect(answers).toEqual(missing.map(() => 501));
});

test('the table of control calls and the table of switches are whole', () => {
  const control = named('Control plane').map(({ name }) => name);
  expect(control.toSorted()).toEqual(
    controlOperations.map(({ method, path }) => `${method} ${path}`).toSorted(),
  );
  const switches = named('Switches for what HubSpot leaves open').map(({ name }) => name);
  expect(switches).toEqual(Object.keys(assumptionsSchema.shape));
});

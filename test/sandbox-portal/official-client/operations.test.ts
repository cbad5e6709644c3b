import { Client } from '@hubspot/api-client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../../sandbox/index.ts';
import { operations } from '../../sandbox/operations/operations.ts';
import { startSandbox } from '../caller.ts';
import { createStage, type Play, plays, type Request, type Stage } from '../plays/index.ts';

let sandbox: Sandbox;
let stage: Stage;
let client: Client;

beforeAll(async () => {
  ({ sandbox } = await startSandbox());
  stage = await createStage(sandbox);
  client = new Client({ accessToken: sandbox.accessToken, basePath: sandbox.url });
});
afterAll(() => sandbox.stop());

/** Through `apiRequest`, as the product calls HubSpot. */
async function ask({ operation }: Play, { path, body, form, token }: Request) {
  const [method = ''] = operation.split(' ');
  const json = body === undefined ? {} : { body };
  const asForm = {
    ...{ body: new URLSearchParams(form).toString(), defaultJson: false },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  };
  const caller = token === undefined ? client : new Client({ accessToken: token, basePath: sandbox.url });
  const response = await caller.apiRequest({ method, path, ...(form === undefined ? json : asForm) });
  const text = await response.text();
  const answer: unknown = text === '' ? {} : JSON.parse(text);
  return { status: response.status, answer };
}

test.each(plays)('the official client gets an answer of $operation', async (play) => {
  const dated = await play.prepare(stage);
  const { status, answer } = await ask(play, dated);
  expect({ status, answer }).toMatchObject({ status: dated.status, answer: dated.shows ?? {} });
  const { typed, shows } = await play.prepare(stage);
  // What the typed methods do not understand, they reject.
  if (typed !== undefined) expect((await typed(client)) ?? {}).toMatchObject(shows ?? {});
});

test('every operation of the support table has a play, and no play is of another', () => {
  const served = operations.map(({ method, path }) => `${method} ${path}`);
  expect(plays.map(({ operation }) => operation).toSorted()).toEqual(served.toSorted());
});

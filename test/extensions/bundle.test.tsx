import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { Button, LoadingButton } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { beforeAll, expect, test } from '@jest/globals';
import * as RemoteUI from '@remote-ui/react';
import * as React from 'react';
import { fieldsOf } from './support/fields.ts';
import { readScreen } from './support/read-screen.ts';
import { partnerCard } from './support/sample-cards.ts';
import { COMPANY } from './support/stage.tsx';
import { createStubServer, json } from './support/stub-server.ts';

const CARDS = path.join(import.meta.dirname, '../../extensions/src/app/cards');
const BUILD = path.join(import.meta.dirname, 'support/build-card.ts');

/** Today's size, 62 KB, and room to grow; every record page loads it. HubSpot names no limit. */
const LARGEST = 80_000;

let bundle = '';
beforeAll(async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'card-'));
  try {
    const build = ['--no-warnings', BUILD, CARDS, 'CompanyCard.tsx', directory];
    // Under jest's NODE_ENV the bundle would hold React's development parts.
    await promisify(execFile)(process.execPath, build, { env: { ...process.env, NODE_ENV: 'production' } });
    bundle = await readFile(path.join(directory, 'CompanyCard.js'), 'utf8');
  } finally {
    await rm(directory, { recursive: true });
  }
}, 30_000);

test('HubSpot’s bundler builds a small card that leaves React to HubSpot', () => {
  expect(bundle.length).toBeLessThan(LARGEST);
  expect(bundle).not.toMatch(/ReactCurrentDispatcher|ReactCurrentBatchConfig/);
});

test('the bundle runs with nothing but what HubSpot’s worker is known to give: no page, no Web Crypto, no URL', async () => {
  const server = createStubServer('https://partnerships.example.com');
  const after = { ...partnerCard, health: { ...partnerCard.health, summary: 'You talked today.' } };
  server.on(`GET ${COMPANY}`, json({ ok: true, card: partnerCard }));
  server.on(`POST ${COMPANY}/check-ins`, json({ ok: true, card: after }));

  const renderer = createRenderer('crm.record.tab');
  let extend: ((api: unknown) => React.ReactElement) | undefined;
  const worker = {
    __HUBSPOT_EXTENSION_WORKER__: true,
    React,
    RemoteUI,
    hsFetch: server.hsFetch,
    logger: {},
    extend_V2: (callback: typeof extend) => {
      extend = callback;
    },
  };
  vm.runInNewContext(bundle, Object.assign(worker, { self: worker, window: undefined }));
  if (extend === undefined) throw new Error('the bundle did not extend HubSpot');

  const { context, actions } = renderer.mocks;
  const company = { ...context, crm: { objectId: 4992, objectTypeId: '0-2' } };
  const variables = { PUBLIC_URL: 'https://partnerships.example.com' };
  renderer.render(extend({ context: { ...company, variables }, actions }));
  await renderer.waitFor(() => renderer.findByTestId(Button, 'open-check-in'));
  renderer.findByTestId(Button, 'open-check-in').trigger('onClick');
  const { writeText, choose, pickDay } = fieldsOf(renderer);
  pickDay('happenedOn', 2026, 3, 1);
  writeText('outcome', 'Agreed on a webinar');
  choose('twoWay', 'yes');
  renderer.findByTestId(LoadingButton, 'save').trigger('onClick');
  await renderer.waitFor(() => expect(readScreen(renderer.getRootNode())).toContain('You talked today.'));
  expect(server.requests.at(-1)?.body).toEqual({
    requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    happenedOn: '2026-03-01',
    outcome: 'Agreed on a webinar',
    twoWay: true,
  });
  expect(actions.addAlert.calls).toEqual([[{ type: 'success', message: 'Check-in logged.' }]]);
});

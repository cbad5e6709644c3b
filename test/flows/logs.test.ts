import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { recordingLog } from '../support/log.ts';
import { createWorld, type World } from '../support/world.ts';
import { createCardCaller } from '../webhooks/ui/card-caller.ts';
import { company, contact, createCast } from './cast.ts';

const SECRETS = ['sandbox-access-token', 'sandbox-client-secret'];
const { log, text, lines } = recordingLog(SECRETS);
let world: World;
let deal: string;

// One story with people, addresses and keys in every place that could reach a log: records, events, a card with its
// signed query, refusals that quote, an answer that is no JSON, a stranger.
beforeAll(async () => {
  world = await createWorld({ log });
  const { crm, settle, sandbox, server } = world;
  const cast = createCast(crm);
  const partner = await cast.partner('Ada Lovelace Consulting');
  const client = await cast.client('Grace Hopper Ltd');
  const person = await crm.create('contact', {
    firstname: 'Ada',
    lastname: 'Lovelace',
    email: 'ada@lovelace.example',
  });
  const clients = [company(client), contact(person)];
  await cast.referral({ partner, clients, on: '2026-03-02' }, { name: 'Intro of Ada Lovelace' });
  await settle();
  deal = await cast.deal('Engine of Ada Lovelace', clients, { amount: '8000' });
  const quoting = {
    category: 'VALIDATION_ERROR',
    message: 'Lovelace is not a valid value, ask ada@lovelace.example',
  };
  await sandbox.control('POST', '/faults', {
    ...{ method: 'POST', path: 'batch/update', times: 1 },
    fault: { kind: 'status', status: 400, body: quoting },
  });
  await sandbox.control('POST', '/faults', {
    ...{ method: 'POST', path: 'batch/read', times: 1 },
    fault: { kind: 'status', status: 502, body: { message: 'no record of Hopper' } },
  });
  await cast.win(deal);
  await settle();
  const card = createCardCaller(world);
  await card.get(partner.companyId);
  await card.send({ path: `/ui/companies/${client}/referrals`, body: { direction: 'Lovelace' } });
  await card.send({ path: `/ui/companies/${client}`, secret: 'of somebody else' });
  await fetch(`${server.url()}/webhooks/hubspot?email=ada@lovelace.example`, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-access-token', 'x-hubspot-signature-v3': 'Lovelace' },
    body: '[{"objectId": 1, "propertyValue": "Lovelace"}]',
  });
  await sandbox.control('DELETE', '/faults');
});
afterAll(() => world.stop());

test('the whole log of a story names no person, no address and no key', () => {
  expect(lines().length).toBeGreaterThan(50);
  for (const hidden of [...SECRETS, 'Lovelace', 'Hopper', 'ada@', 'rae@', 'rae%40', 'of somebody else']) {
    const found = text()
      .split('\n')
      .filter((line) => line.includes(hidden));
    expect({ hidden, found }).toEqual({ hidden, found: [] });
  }
});

test('a credit can be followed from its delivery to the calls it made', () => {
  const line = z.looseObject({ message: z.string() });
  const said = lines().map((each) => line.parse(each));
  const posted = said.find(({ message, dealId }) => message === 'posted to the ledger' && dealId === deal);
  const { deliveryId, batchId } = z.object({ deliveryId: z.string(), batchId: z.string() }).parse(posted);

  expect(said).toContainEqual(
    expect.objectContaining({ message: 'delivery stored', deliveryId, correlationId: expect.any(String) }),
  );
  const named = expect.arrayContaining([{ recordId: deal, deliveryId }]);
  expect(said).toContainEqual(
    expect.objectContaining({ message: 'batch begun', batchId, kind: 'deal', named }),
  );
  expect(said).toContainEqual(
    expect.objectContaining({ message: 'called HubSpot', correlationId: batchId, status: 200 }),
  );
  // The credit itself was written by the work that followed, which goes back to the same delivery.
  expect(said).toContainEqual(expect.objectContaining({ message: 'batch begun', kind: 'write-back', named }));
});

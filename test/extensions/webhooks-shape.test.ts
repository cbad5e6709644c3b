import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseProject } from './support/parse-project.ts';

const app = {
  uid: 'app',
  type: 'app',
  config: { name: 'App', distribution: 'private', auth: { type: 'static', requiredScopes: ['oauth'] } },
};
const settings = { targetUrl: 'https://example.com/webhooks/hubspot', maxConcurrentRequests: 10 };
const change = { subscriptionType: 'object.propertyChange', objectType: 'p_partner', propertyName: 'name' };
const creation = { subscriptionType: 'object.creation', objectType: 'deal' };
const deletion = { subscriptionType: 'contact.privacyDeletion' };

describe('the shape of the webhook subscriptions', () => {
  let directory = '';
  const write = (file: string, content: unknown) =>
    writeFileSync(path.join(directory, file), JSON.stringify(content));
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'webhooks-'));
    mkdirSync(path.join(directory, 'src/app/webhooks'), { recursive: true });
    write('hsproject.json', { name: 'project', srcDir: 'src', platformVersion: '2026.09' });
    write('src/hsprofile.test.json', { accountId: 1, variables: {} });
    write('src/app/app-hsmeta.json', app);
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const parse = (subscriptions: object, others: object = settings) => {
    const config = { settings: others, subscriptions };
    write('src/app/webhooks/webhooks-hsmeta.json', { uid: 'webhooks', type: 'webhooks', config });
    return parseProject(directory, 'test');
  };
  const active = (subscription: object) => [{ ...subscription, active: true }];

  test('is that of HubSpot’s template', async () => {
    const subscriptions = {
      crmObjects: [...active(change), ...active(creation)],
      legacyCrmObjects: active({ subscriptionType: 'deal.propertyChange', propertyName: 'amount' }),
      hubEvents: active(deletion),
    };
    expect(await parse(subscriptions)).toMatchObject({ kind: 'valid' });
  });

  test.each([
    ['a change without its property', { crmObjects: active({ ...change, propertyName: undefined }) }],
    ['a creation with a property', { crmObjects: active({ ...creation, propertyName: 'name' }) }],
    ['an unknown kind', { crmObjects: active({ ...creation, subscriptionType: 'object.created' }) }],
    ['no object', { crmObjects: active({ ...creation, objectType: undefined }) }],
    ['the old name of the object field', { crmObjects: active({ ...creation, objectName: 'deal' }) }],
    ['an unknown list', { objects: [] }],
  ])('refuses %s', async (_, subscriptions) => {
    expect(await parse(subscriptions)).toMatchObject({ kind: 'invalid' });
  });

  test('refuses a target without https, and as few concurrent requests as HubSpot refuses', async () => {
    expect(await parse({}, { ...settings, targetUrl: 'http://example.com' })).toMatchObject({
      kind: 'invalid',
    });
    expect(await parse({}, { ...settings, maxConcurrentRequests: 5 })).toMatchObject({ kind: 'invalid' });
  });
});

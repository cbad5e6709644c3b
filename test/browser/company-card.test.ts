import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type AppAnswer, type AppRequest, type AppServer, startAppServer } from './app-server.ts';
import { answerWith, clientCard, otherCard, partnerCard } from './card-answers.ts';
import { createClosing } from './closing.ts';
import { type OpenPortal, openPortal } from './open-portal.ts';
import { createPerson } from './person.ts';
import { openWatchedPage } from './watched-page.ts';

const projectDir = fileURLToPath(new URL('../../extensions', import.meta.url));
const closing = createClosing();
let browser: Browser;
let app: AppServer;
let portal: OpenPortal;
let companyId: string;
let answer: (request: AppRequest) => AppAnswer;

const ok = (body: unknown): AppAnswer => ({ kind: 'json', status: 200, body });

beforeAll(async () => {
  app = closing.keep(await startAppServer((request) => answer(request)));
  portal = closing.keep(await openPortal({ projectDir, appServer: app.url }));
  companyId = await createPerson(portal.sandbox.url).create('0-2', { name: 'Brightwater Digital' });
  browser = closing.keep(await launchChromium());
});

afterAll(closing.all);

beforeEach(() => {
  answer = () => ok(answerWith(partnerCard(companyId)));
});

async function openCard(): Promise<{ page: Page; card: Locator; problems: readonly string[] }> {
  const { page, problems } = await openWatchedPage(browser);
  await page.goto(portal.at(`/record/0-2/${companyId}`));
  return { page, problems, card: page.getByRole('region', { name: 'Partnership', exact: true }) };
}

describe('the company card on a record page', () => {
  test('shows a partner with status in words, both directions and the reasons', async () => {
    const { page, card, problems } = await openCard();
    await card.getByText('Needs attention').waitFor();
    const text = await card.textContent();
    for (const words of [
      '64',
      'They sent us',
      'We sent them',
      '4',
      '17 in total',
      'No two-way contact for 52 days',
    ]) {
      expect(text).toContain(words);
    }
    expect(await page.locator('[data-unknown]').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('shows who referred a client, with the receipt of each deal', async () => {
    answer = () => ok(answerWith(clientCard(companyId)));
    const { page, card, problems } = await openCard();
    await card.getByText('Referred by Brightwater Digital on 3 Mar 2026').waitFor();
    await card.getByText('inside the 180 days that count').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('says how to begin with any other company', async () => {
    answer = () => ok(answerWith(otherCard(companyId)));
    const { page, card, problems } = await openCard();
    await card.getByRole('button', { name: 'Log who referred this company' }).waitFor();
    expect(await card.getByRole('button', { name: 'Start a partnership' }).count()).toBe(1);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('waits while the server is silent, and says so when it fails', async () => {
    answer = () => ({ kind: 'never' });
    const silent = await openCard();
    await silent.card.getByText('Loading the partnership').waitFor();
    await silent.page.context().close();

    answer = () => ({ kind: 'json', status: 500, body: { error: 'down' } });
    const { page, card } = await openCard();
    await card.getByText('The Partnerships server could not answer').waitFor();
    answer = () => ok(answerWith(partnerCard(companyId)));
    await card.getByRole('button', { name: 'Try again' }).click();
    await card.getByText('Needs attention').waitFor();
    await page.context().close();
  });

  test('says so as well where HubSpot hands a failure on in its own wrapping', async () => {
    const wrapping = await openPortal({ projectDir, appServer: app.url, failedFetch: 'wrapped' });
    const id = await createPerson(wrapping.sandbox.url).create('0-2', { name: 'Brightwater Digital' });
    answer = () => ({ kind: 'json', status: 500, body: { error: 'down' } });
    const { page } = await openWatchedPage(browser);
    await page.goto(wrapping.at(`/record/0-2/${id}`));
    const card = page.getByRole('region', { name: 'Partnership', exact: true });
    await card.getByRole('button', { name: 'Try again' }).waitFor();
    await page.context().close();
    await wrapping.close();
  });

  test('logs a check-in and shows the card as it is afterwards', async () => {
    const { page, card } = await openCard();
    await card.getByRole('button', { name: 'Log check-in' }).first().click();
    const dialog = page.getByRole('dialog');
    const form = (await dialog.count()) > 0 ? dialog : card;
    await form.getByLabel('What came of it?').fill('They will send two clients in December');
    await form.getByLabel('Did they answer or take part?').selectOption('Yes');
    const healthy = partnerCard(companyId);
    if (healthy.kind !== 'partner') throw new Error('not a partner');
    const health = { ...healthy.health, status: 'healthy' as const, reasons: [] };
    answer = () => ok(answerWith({ ...healthy, health }));
    await form.getByRole('button', { name: 'Log check-in' }).last().click();
    await card.getByText('Healthy').waitFor();
    await page.getByRole('region', { name: 'Messages' }).getByText('Check-in logged.').waitFor();
    const sent = app.requests.findLast((request) => request.method === 'POST');
    expect(sent?.url).toContain(`/ui/companies/${companyId}/check-ins?userId=7001&portalId=1001`);
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      outcome: 'They will send two clients in December',
      twoWay: true,
    });
    await page.context().close();
  });
});

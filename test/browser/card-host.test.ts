import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type AppServer, startAppServer } from './app-server.ts';
import { createClosing } from './closing.ts';
import { type OpenPortal, openPortal, PUBLIC_URL } from './open-portal.ts';
import { createPerson } from './person.ts';
import { openWatchedPage } from './watched-page.ts';

const projectDir = fileURLToPath(new URL('./fixtures/project', import.meta.url));
const closing = createClosing();
let browser: Browser;
let app: AppServer;
let portal: OpenPortal;
let companyId: string;
let contactId: string;

beforeAll(async () => {
  app = closing.keep(
    await startAppServer((request) =>
      request.url.startsWith('/ui/echo')
        ? { kind: 'json', status: 200, body: { ok: true, heard: request.body } }
        : { kind: 'json', status: 404, body: { reason: 'no such thing' } },
    ),
  );
  portal = closing.keep(await openPortal({ projectDir, appServer: app.url }));
  const person = createPerson(portal.sandbox.url);
  companyId = await person.create('0-2', { name: 'Nordlicht Systems', domain: 'nordlicht.example' });
  contactId = await person.create('0-1', { email: 'ida@nordlicht.example' });
  const dealId = await person.create('0-3', {
    dealname: 'Relaunch',
    pipeline: 'default',
    dealstage: 'contractsent',
  });
  await person.associate(['0-3', dealId], ['0-2', companyId]);
  browser = closing.keep(await launchChromium());
});

afterAll(closing.all);

async function openGallery(): Promise<{ page: Page; problems: readonly string[] }> {
  const opened = await openWatchedPage(browser);
  await opened.page.goto(portal.at(`/record/0-2/${companyId}`));
  await opened.page.getByText(`Company ${companyId}: Nordlicht Systems`).waitFor();
  return opened;
}

describe('a card in its worker', () => {
  test('shows what it renders, with the record, the person and the profile as HubSpot gives them', async () => {
    const { page, problems } = await openGallery();
    const card = page.getByRole('region', { name: 'Gallery' });
    await card.getByText('Rae in Europe/Berlin, from the profile').waitFor();
    await card.getByText('Deals: Relaunch').waitFor();
    expect(await card.getByRole('img', { name: /^Score/ }).count()).toBe(3);
    expect(await card.locator('.hs-table tr').count()).toBe(5);
    expect(await card.getByRole('progressbar', { name: 'Agreement' }).getAttribute('aria-valuetext')).toBe(
      '146 of 365 days',
    );
    expect(await card.getByRole('tabpanel').textContent()).toBe('The second tab');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('hears what a person enters, committed as in HubSpot', async () => {
    const { page } = await openGallery();
    const card = page.getByRole('region', { name: 'Gallery' });
    await card.getByRole('textbox', { name: 'Name' }).fill('Acme');
    await card.getByLabel('Kind').selectOption('reseller');
    await card.getByLabel('Day').fill('2026-04-05');
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByText('Heard: Acme/reseller/2026-3-5/Acme').waitFor();
    const toast = page.getByRole('region', { name: 'Messages' });
    expect(await toast.textContent()).toContain('Acme/reseller/2026-3-5/Acme');
    await page.context().close();
  });

  test('opens a modal that takes the focus, closes on Escape and gives the focus back', async () => {
    const { page } = await openGallery();
    const opener = page.getByRole('button', { name: 'Open note' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const modal = page.getByRole('dialog', { name: 'Write a note' });
    await modal.waitFor();
    expect(await focused(page)).toBe('note');
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Open note');
    await opener.click();
    await modal.getByRole('button', { name: 'Done' }).click();
    await modal.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('shows a panel beside the page, a tooltip on focus, and tabs that arrow keys move', async () => {
    const { page } = await openGallery();
    await page.getByRole('button', { name: 'Open details' }).click();
    const panel = page.getByRole('dialog', { name: 'Details' });
    await panel.getByText('Everything about it').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Help' }).focus();
    await page.getByRole('tooltip', { name: '' }).getByText('Opens the handbook').waitFor();
    await page.getByRole('tab', { name: 'Second' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('tab', { name: 'First' }).getAttribute('aria-selected')).toBe('true');
    await page.context().close();
  });

  test('shows a component that the sandbox does not know as a labelled box', async () => {
    const { page } = await openGallery();
    expect(await page.locator('[data-unknown=Hologram]').textContent()).toContain('“Hologram”');
    await page.context().close();
  });

  test('that throws shows its error where it would be', async () => {
    const { page } = await openWatchedPage(browser);
    await page.goto(portal.at(`/record/0-1/${contactId}`));
    await page.getByText('The card “Broken” failed').waitFor();
    expect(await page.locator('.card__error').textContent()).toContain('This card breaks on purpose');
    await page.context().close();
  });
});

describe('hubspot.fetch of a card', () => {
  test('reaches the app server, signed, with the person in the query', async () => {
    const { page } = await openGallery();
    await page.getByRole('button', { name: 'Post' }).click();
    await page.getByText('Answer: 200 true {"ok":true,"heard":"{\\"note\\":\\"grüße\\"}"}').waitFor();
    const request = app.requests.at(-1);
    const query = '?userId=7001&portalId=1001&userEmail=rae%40example.com&appId=2001';
    expect({ method: request?.method, url: request?.url }).toEqual({
      method: 'POST',
      url: `/ui/echo${query}`,
    });
    const signed = `POST${PUBLIC_URL}/ui/echo${query.replace('%40', '@')}{"note":"grüße"}${request?.headers['x-hubspot-request-timestamp']}`;
    const expected = createHmac('sha256', 'sandbox-client-secret').update(signed).digest('base64');
    expect(request?.headers['x-hubspot-signature-v3']).toBe(expected);
    await page.context().close();
  });

  test('gets the status and body of a refusal, and is refused other origins', async () => {
    const { page } = await openGallery();
    await page.getByRole('button', { name: 'Fetch missing' }).click();
    await page.getByText('Answer: 404 false {"reason":"no such thing"}').waitFor();
    await page.getByRole('button', { name: 'Fetch elsewhere' }).click();
    await page.getByText('https://elsewhere.example.com is not in the app').waitFor();
    await page.context().close();
  });
});

function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(
    "document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent ?? undefined",
  );
}

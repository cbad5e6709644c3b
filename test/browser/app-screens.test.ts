import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type AppServer, startAppServer } from './app-server.ts';
import { createClosing } from './closing.ts';
import { type OpenPortal, openPortal } from './open-portal.ts';
import { createPerson } from './person.ts';
import { openWatchedPage } from './watched-page.ts';

const projectDir = fileURLToPath(new URL('./fixtures/app-screens', import.meta.url));
const closing = createClosing();
let browser: Browser;
let app: AppServer;
let portal: OpenPortal;
let companyId: string;

beforeAll(async () => {
  app = closing.keep(await startAppServer(() => ({ kind: 'json', status: 200, body: { ok: true } })));
  portal = closing.keep(await openPortal({ projectDir, appServer: app.url }));
  companyId = await createPerson(portal.sandbox.url).create('0-2', { name: 'Nordlicht Systems' });
  browser = closing.keep(await launchChromium());
});

afterAll(closing.all);

async function open(address: string): Promise<{ page: Page; problems: readonly string[] }> {
  const opened = await openWatchedPage(browser);
  await opened.page.goto(portal.at(address));
  return opened;
}

describe('the pages of an app', () => {
  test('open from the bar under the app’s name, and lead from one to the other in one worker', async () => {
    const { page, problems } = await open('');
    await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Screens app' }).click();
    await page.getByText('pages for Rae by Screens app').waitFor();
    await page.getByRole('heading', { name: 'Screens app', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Partner 7' }).click();
    const first = 'first /partners/7';
    await page.getByText(`partner /partners/7 {"id":"7","tab":"deals"}, ${first}`).waitFor();
    await page.getByRole('heading', { name: 'One partner', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/portal/app/2001/partners/7');
    await page.getByRole('link', { name: 'The next' }).click();
    await page.getByText(`partner /partners/8 {"id":"8"}, ${first}`).waitFor();
    await page.goBack();
    await page.getByText('partner /partners/7').waitFor();
    await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Start' }).click();
    await page.getByRole('link', { name: 'Partner 9' }).click();
    await page.getByText('partner /partners/9 {"id":"9"}').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('open by their address, and say when there is none', async () => {
    const { page, problems } = await open('/app/2001/partners/4?tab=log');
    await page.getByText('partner /partners/4 {"id":"4","tab":"log"}').waitFor();
    await page.goto(portal.at('/app/2001/nowhere'));
    await page.getByText('This app page does not exist.').waitFor();
    await page.goto(portal.at('/app/999'));
    await page.getByText('There is no such page of an app').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

describe('the settings of an app', () => {
  test('stand under connected apps, and save through the app’s server as the person', async () => {
    const { page, problems } = await open('');
    await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
    await page.getByText('At settings').waitFor();
    await page.getByText('Record: useCrmProperties needs a record, and this page shows none').waitFor();
    await page.getByLabel('Window in days').fill('90');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved: 200').waitFor();
    const { method, url, body } = app.requests.at(-1) ?? {};
    expect({ method, url, body }).toEqual({
      method: 'POST',
      url: '/ui/settings?userId=7001&portalId=1001&userEmail=rae%40example.com&appId=2001',
      body: '{"days":90}',
    });
    // HubSpot's hook writes its error to the console as well.
    expect(problems).toEqual(['useCrmProperties needs a record, and this page shows none']);
    await page.context().close();
  });
});

describe('a card for the sidebar', () => {
  test('stands in the right column without the components of a tab, and opens a page of the app', async () => {
    const { page, problems } = await open(`/record/0-2/${companyId}`);
    const right = page.getByRole('complementary', { name: 'Associations' });
    const card = right.getByRole('region', { name: 'Beside' });
    await card.getByText(`crm.record.sidebar of ${companyId}`).waitFor();
    expect(await card.locator('[data-unknown=CrmPropertyList]').count()).toBe(1);
    expect(await page.locator('.record__middle [data-card]').count()).toBe(0);
    await card.getByRole('button', { name: 'Open its page' }).click();
    await page.getByText('partner /partners/a%20b {"id":"a b","from":"card"}').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

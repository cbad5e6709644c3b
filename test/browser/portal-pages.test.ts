import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { createClosing } from './closing.ts';
import { type OpenPortal, openPortal } from './open-portal.ts';
import { createPerson, type Person } from './person.ts';
import { fillSamplePortal, type SamplePortal } from './sample-portal.ts';
import { openWatchedPage } from './watched-page.ts';

const projectDir = fileURLToPath(new URL('./fixtures/project', import.meta.url));
const closing = createClosing();
let browser: Browser;
let portal: OpenPortal;
let sample: SamplePortal;
let person: Person;

beforeAll(async () => {
  portal = closing.keep(await openPortal({ projectDir, appServer: 'http://127.0.0.1:1' }));
  sample = await fillSamplePortal(portal.sandbox);
  person = createPerson(portal.sandbox.url);
  browser = closing.keep(await launchChromium());
});

afterAll(closing.all);

async function open(address: string): Promise<{ page: Page; problems: readonly string[] }> {
  const opened = await openWatchedPage(browser);
  await opened.page.goto(portal.at(address));
  return opened;
}

describe('the lists', () => {
  test('show every kind of record the portal has, standard and its own', async () => {
    const { page, problems } = await open('');
    await page.getByRole('heading', { name: 'Companies' }).waitFor();
    const links = await page
      .getByRole('navigation', { name: 'Portal' })
      .getByRole('listitem')
      .allTextContents();
    expect(links).toEqual([
      'Companies',
      'Deals',
      'Contacts',
      'Partners',
      'Referrals',
      'Partner credits',
      'Partner activities',
      'Reports',
    ]);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('search, and page by 25', async () => {
    for (let at = 0; at < 27; at += 1) await person.create('0-1', { email: `person${at}@crowd.example` });
    const { page } = await open('/objects/0-1');
    await page.getByText('Page 1 of 2').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Page 2 of 2').waitFor();
    await page.getByLabel('Search contacts').fill('Brandt');
    await page.keyboard.press('Enter');
    await page.getByText('1 records').waitFor();
    await page.getByRole('link', { name: 'Ida Brandt' }).waitFor();
    await page.context().close();
  });

  test('create a deal in the stage a person chooses, and open it', async () => {
    const { page } = await open('/objects/0-3');
    await page.getByRole('button', { name: 'Create deal' }).click();
    const form = page.getByRole('dialog', { name: 'Create deal' });
    await form.getByLabel('Deal name').fill('Care plan');
    await form.getByLabel('Deal stage').selectOption({ label: 'Project pipeline: Offer sent' });
    await form.getByLabel('Amount').fill('950.50');
    await form.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'Care plan' }).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(await person.read('0-3', id, ['dealname', 'pipeline', 'dealstage', 'amount'])).toMatchObject({
      dealname: 'Care plan',
      pipeline: '874120',
      dealstage: '1042872',
      amount: '950.50',
    });
    await page.context().close();
  });
});

describe('a record page', () => {
  test('wins a deal with one click', async () => {
    const id = await person.create('0-3', {
      dealname: 'Audit',
      pipeline: 'default',
      dealstage: 'contractsent',
    });
    const { page } = await open(`/record/0-3/${id}`);
    await page.getByRole('button', { name: 'Closed won' }).click();
    await page.getByText('Deal moved to Closed won').waitFor();
    expect(await person.read('0-3', id, ['dealstage', 'hs_is_closed_won'])).toMatchObject({
      dealstage: 'closedwon',
      hs_is_closed_won: 'true',
    });
    await page.context().close();
  });

  test('changes one property at a time, and keeps what was typed when HubSpot refuses it', async () => {
    const id = await person.create('0-2', { name: 'Old name', domain: 'old.example' });
    const { page } = await open(`/record/0-2/${id}`);
    await page.getByRole('button', { name: 'Edit Company name' }).click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('New name');
    await page.keyboard.press('Enter');
    await page.getByText('Company name saved').waitFor();
    await page.getByRole('heading', { name: 'New name' }).waitFor();
    await page.getByLabel('Hide blank properties').uncheck();
    await portal.sandbox.control('POST', '/locks', { id, ms: 60_000 });
    await page.getByRole('button', { name: 'Edit City' }).click();
    await page.keyboard.type('Rostock');
    await page.keyboard.press('Enter');
    await page.getByText('This was not saved').waitFor();
    expect(await page.getByLabel('City').inputValue()).toBe('Rostock');
    await page.keyboard.press('Escape');
    await page.context().close();
  });

  test('associates with a label, and takes the association away', async () => {
    const id = await person.create('0-3', {
      dealname: 'Linked',
      pipeline: 'default',
      dealstage: 'contractsent',
    });
    const { page } = await open(`/record/0-3/${id}`);
    await page.getByRole('button', { name: 'Add partner', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Associate a partner' });
    await dialog.getByLabel('Brightwater Digital').check();
    await dialog.getByLabel('Association label').selectOption('Influenced by');
    await dialog.getByRole('button', { name: 'Associate' }).click();
    const partners = page.getByRole('region', { name: 'Partners' });
    await partners.getByText('Influenced by').waitFor();
    await partners.getByRole('button', { name: 'Remove association with Brightwater Digital' }).click();
    await partners.getByText('(0)').waitFor();
    await page.context().close();
  });

  test('deletes a record, and its list brings it back', async () => {
    const id = await person.create('0-2', { name: 'Mistaken GmbH' });
    const { page, problems } = await open(`/record/0-2/${id}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Restore records' }).click();
    const deleted = page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Mistaken GmbH' });
    await deleted.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Mistaken GmbH is back').waitFor();
    expect((await person.read('0-2', id, ['name'])).name).toBe('Mistaken GmbH');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('merges another record into this one', async () => {
    const survivor = await person.create('0-2', { name: 'Twin one' });
    await person.create('0-2', { name: 'Twin two' });
    const { page } = await open(`/record/0-2/${survivor}`);
    await page.getByRole('button', { name: 'Merge' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Twin two').check();
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Twin one' }).waitFor();
    expect(await page.getByText('Twin two').count()).toBe(0);
    await page.context().close();
  });
});

describe('the report', () => {
  test('groups one kind of record by a property and a month, and sums a number exactly', async () => {
    const { page, problems } = await open('/reports');
    const controls = page.getByRole('form', { name: 'Report settings' });
    await controls.getByLabel('Object').selectOption('Partner credits');
    await controls.getByLabel('Group by').selectOption('Partner name');
    await controls.getByLabel('Month of').selectOption('Credited on');
    await controls.getByLabel('Sum of').selectOption('Sourced amount');
    await page
      .getByRole('heading', { name: 'Sum of Sourced amount by Partner name and month of Credited on' })
      .waitFor();
    const table = page.locator('.report__result .hs-table');
    await table.waitFor();
    expect(await table.getByRole('row').last().getByRole('cell').last().textContent()).toBe('€190,000.50');
    expect(
      await table
        .getByRole('row', { name: /^Ankerplatz/ })
        .getByRole('cell')
        .allTextContents(),
    ).toEqual(['–', '–', '€9,800.00', '€12,350.00', '€6,400.50', '–', '€28,550.50']);
    expect(new URL(page.url()).searchParams.get('object')).toBe(sample.creditTypeId);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

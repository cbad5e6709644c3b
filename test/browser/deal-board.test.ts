import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { createClosing } from './closing.ts';
import { type OpenPortal, openPortal } from './open-portal.ts';
import { createPerson, type Person } from './person.ts';
import { openWatchedPage } from './watched-page.ts';

const projectDir = fileURLToPath(new URL('./fixtures/project', import.meta.url));
const closing = createClosing();
let browser: Browser;
let portal: OpenPortal;
let person: Person;

beforeAll(async () => {
  portal = closing.keep(await openPortal({ projectDir, appServer: 'http://127.0.0.1:1' }));
  person = createPerson(portal.sandbox.url);
  browser = closing.keep(await launchChromium());
});

afterAll(closing.all);

const create = (dealname: string, stage: string, pipeline = 'default') =>
  person.create('0-3', { dealname, pipeline, dealstage: stage, amount: '1200' });

async function openBoard(): Promise<{
  page: Page;
  problems: readonly string[];
  column: (name: string) => Locator;
}> {
  const { page, problems } = await openWatchedPage(browser);
  await page.goto(portal.at('/objects/0-3'));
  await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'Board' }).click();
  await page.getByRole('region', { name: 'Closed won' }).waitFor();
  return { page, problems, column: (name) => page.getByRole('region', { name, exact: true }) };
}

describe('the board of deals', () => {
  test('shows each deal in the column of its stage, a pipeline at a time', async () => {
    await create('Relaunch', 'contractsent');
    await create('Workshop', '1042871', '874120');
    const { page, problems, column } = await openBoard();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Appointment scheduled',
      'Qualified to buy',
      'Presentation scheduled',
      'Decision maker bought-in',
      'Contract sent',
      'Closed won',
      'Closed lost',
    ]);
    await column('Contract sent').getByRole('link', { name: 'Relaunch' }).waitFor();
    expect(await page.getByRole('link', { name: 'Workshop' }).count()).toBe(0);
    await page.getByLabel('Pipeline').selectOption('Project pipeline');
    await column('Scoping').getByRole('link', { name: 'Workshop' }).waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('moves a deal that is dragged to another column', async () => {
    const id = await create('Audit', 'contractsent');
    const { page, problems, column } = await openBoard();
    const card = column('Contract sent').getByRole('listitem').filter({ hasText: 'Audit' });
    await card.dragTo(column('Closed won'));
    await page.getByText('Audit moved to Closed won').waitFor();
    await column('Closed won').getByRole('link', { name: 'Audit' }).waitFor();
    expect(await person.read('0-3', id, ['dealstage', 'hs_is_closed_won'])).toMatchObject({
      dealstage: 'closedwon',
      hs_is_closed_won: 'true',
    });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('moves a deal with the keyboard alone, and keeps the focus on it', async () => {
    const id = await create('Care plan', 'qualifiedtobuy');
    const { page, problems, column } = await openBoard();
    await page.getByRole('button', { name: 'Move Care plan to…' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Appointment scheduled' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByText('Care plan moved to Closed lost').waitFor();
    await column('Closed lost').getByRole('link', { name: 'Care plan' }).waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'Move Care plan to…',
    );
    expect((await person.read('0-3', id, ['dealstage'])).dealstage).toBe('closedlost');
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('puts a deal back that HubSpot does not let move', async () => {
    const id = await create('Locked', 'contractsent');
    const { page, column } = await openBoard();
    await portal.sandbox.control('POST', '/locks', { id, ms: 60_000 });
    await column('Contract sent')
      .getByRole('listitem')
      .filter({ hasText: 'Locked' })
      .dragTo(column('Closed won'));
    await page.getByText('The deal was not moved').waitFor();
    await column('Contract sent').getByRole('link', { name: 'Locked' }).waitFor();
    await page.context().close();
  });
});

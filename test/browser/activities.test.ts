import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createSandbox } from '../sandbox/index.ts';
import { launchChromium } from '../support/chromium.ts';
import { createClosing } from './closing.ts';
import { type OpenPortal, openPortal } from './open-portal.ts';
import { createPerson, type Person } from './person.ts';
import { openWatchedPage } from './watched-page.ts';

const projectDir = fileURLToPath(new URL('./fixtures/app-screens', import.meta.url));
const closing = createClosing();
let browser: Browser;
let portal: OpenPortal;
let person: Person;

beforeAll(async () => {
  const sandbox = await createSandbox({ clock: { startAt: '2026-11-22T14:05:00.000Z' } });
  closing.keep({ close: () => sandbox.stop() });
  portal = closing.keep(await openPortal({ projectDir, appServer: 'http://127.0.0.1:1', sandbox }));
  person = createPerson(portal.sandbox.url);
  browser = closing.keep(await launchChromium());
});

afterAll(closing.all);

describe('the activities of a record', () => {
  test('are listed with kind and date, and a person logs a meeting by the clock of the portal', async () => {
    const company = await person.create('0-2', { name: 'Nordlicht Systems' });
    const email = await person.create('0-49', {
      hs_timestamp: '2026-11-20T08:30:00.000Z',
      hs_email_subject: 'Our numbers',
      hs_email_direction: 'INCOMING_EMAIL',
    });
    await person.associate(['0-49', email], ['0-2', company]);
    const { page, problems } = await openWatchedPage(browser);
    await page.goto(portal.at(`/record/0-2/${company}`));
    const list = page.getByRole('region', { name: 'Activities' });
    await list.getByText('E-mail · 20 Nov 2026, 09:30 · incoming email').waitFor();
    await list.getByRole('button', { name: 'Log meeting' }).click();
    const form = page.getByRole('dialog', { name: 'Log a meeting' });
    expect(await form.getByLabel('End').inputValue()).toBe('2026-11-22T15:05');
    await form.getByRole('button', { name: 'Log meeting' }).click();
    await form.getByText('Title is missing.').waitFor();
    await form.getByLabel('Title').fill('Quarterly review');
    await form.getByLabel('Start').fill('2026-07-01T10:00');
    await form.getByLabel('End').fill('2026-07-01T11:00');
    await form.getByRole('button', { name: 'Log meeting' }).click();
    await list.getByText('Meeting · 1 Jul 2026, 10:00 · Completed').waitFor();
    expect(await list.getByRole('listitem').locator('strong').allTextContents()).toEqual([
      'Our numbers',
      'Quarterly review',
    ]);
    expect(await newest('0-47')).toMatchObject({
      hs_meeting_title: 'Quarterly review',
      hs_meeting_outcome: 'COMPLETED',
      hs_timestamp: '2026-07-01T08:00:00Z',
      hs_meeting_start_time: '2026-07-01T08:00:00Z',
      hs_meeting_end_time: '2026-07-01T09:00:00Z',
    });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('take a note, a call and a task', async () => {
    const deal = await person.create('0-3', {
      dealname: 'Audit',
      pipeline: 'default',
      dealstage: 'contractsent',
    });
    const { page, problems } = await openWatchedPage(browser);
    await page.goto(portal.at(`/record/0-3/${deal}`));
    const list = page.getByRole('region', { name: 'Activities' });
    for (const [word, field] of [
      ['note', 'Note'],
      ['call', 'Title'],
      ['task', 'Title'],
    ] as const) {
      await list.getByRole('button', { name: `Log ${word}` }).click();
      await page.getByRole('dialog').getByLabel(field).fill(`A ${word} about it`);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: `Log ${word}` })
        .click();
      await list.getByText(`A ${word} about it`).waitFor();
    }
    await list.getByText('Call · 22 Nov 2026, 15:05 · Outbound · Connected').waitFor();
    await list.getByText('Task · 22 Nov 2026, 15:05 · Not started').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

async function newest(typeId: string): Promise<Record<string, string | null> | undefined> {
  const names = 'hs_timestamp,hs_meeting_title,hs_meeting_outcome,hs_meeting_start_time,hs_meeting_end_time';
  const response = await fetch(`${portal.sandbox.url}/crm/objects/2026-09/${typeId}?properties=${names}`, {
    headers: { 'X-Sandbox-User': '7001' },
  });
  const answer: { results: { properties: Record<string, string | null> }[] } = JSON.parse(
    await response.text(),
  );
  return answer.results.at(-1)?.properties;
}

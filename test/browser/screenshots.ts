/** `npm run screenshots`: the pictures of the documentation, made anew from the sandbox portal. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { createSandbox } from '../sandbox/index.ts';
import { findChromium, installLine, launchChromium } from '../support/chromium.ts';
import { startAppServer } from './app-server.ts';
import { answerWith, clientCard, otherCard, partnerCard } from './card-answers.ts';
import { type OpenPortal, openPortal } from './open-portal.ts';
import { fillSamplePortal, type SamplePortal } from './sample-portal.ts';
import { openWatchedPage } from './watched-page.ts';

type Picture = {
  readonly file: string;
  readonly page: string;
  /** Words that are there once the page is complete. */
  readonly ready: string;
  /** Only this part of the page; else as much as a screen shows. */
  readonly part?: string;
  readonly width?: number;
  readonly height?: number;
};

const root = fileURLToPath(new URL('../../', import.meta.url));

function pictures(sample: SamplePortal): readonly Picture[] {
  const company = (id: string) => `/record/0-2/${id}`;
  const card = '[data-card=partnerships_company_card]';
  const report = new URLSearchParams({
    object: sample.creditTypeId,
    group: 'partner_name',
    month: 'credited_on',
    sum: 'sourced_amount_home',
  });
  return [
    { file: 'company-card-partner', page: company(sample.partnerCompanyId), ready: 'Lately', part: card },
    { file: 'company-card-client', page: company(sample.clientId), ready: 'Deals and why', part: card },
    { file: 'company-card-other', page: company(sample.otherId), ready: 'is not part of', part: card },
    { file: 'company-record', page: company(sample.partnerCompanyId), ready: 'Lately', height: 1180 },
    { file: 'deal-record', page: `/record/0-3/${sample.wonDealId}`, ready: 'Sourced by', height: 900 },
    { file: 'report', page: `/reports?${report}`, ready: 'over 10 records', height: 900 },
  ];
}

async function take(browser: Browser, portal: OpenPortal, picture: Picture): Promise<readonly string[]> {
  const { width = 1440, height = 1000 } = picture;
  const { page, problems } = await openWatchedPage(browser, { width, height, deviceScaleFactor: 1.5 });
  await page.goto(portal.at(picture.page));
  await page.getByText(picture.ready).first().waitFor();
  await page.waitForLoadState('networkidle');
  const path = `${root}docs/screenshots/${picture.file}.png`;
  if (picture.part === undefined) await page.screenshot({ path });
  else await page.locator(picture.part).screenshot({ path });
  console.log(path.slice(root.length));
  await page.context().close();
  return problems;
}

if ((await findChromium()).kind === 'missing') {
  console.error(`The screenshots need Chromium. Install it with: ${installLine}`);
  process.exit(3);
}
const cards = new Map<string, unknown>();
const app = await startAppServer(({ url }) => {
  const companyId = /^\/ui\/companies\/(\d+)/.exec(url)?.[1] ?? '';
  return { kind: 'json', status: 200, body: cards.get(companyId) };
});
// A fixed day, so that the same pictures come out again.
const sandbox = await createSandbox({ clock: { startAt: '2026-11-22T14:05:00.000Z' } });
const portal = await openPortal({ projectDir: `${root}extensions`, appServer: app.url, sandbox });
const browser = await launchChromium();
try {
  await mkdir(`${root}docs/screenshots`, { recursive: true });
  const sample = await fillSamplePortal(portal.sandbox);
  cards.set(sample.partnerCompanyId, answerWith(partnerCard(sample.partnerCompanyId)));
  cards.set(sample.clientId, answerWith(clientCard(sample.clientId)));
  cards.set(sample.otherId, answerWith(otherCard(sample.otherId)));
  const problems: string[] = [];
  for (const picture of pictures(sample)) problems.push(...(await take(browser, portal, picture)));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  await browser.close();
  await portal.close();
  await sandbox.stop();
  await app.close();
}

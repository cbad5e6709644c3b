import type { Browser, Page } from 'playwright-core';

export type WatchedPage = {
  readonly page: Page;
  /** What the page complained about, or asked of the world beyond this machine. */
  readonly problems: readonly string[];
};

/** A page in a session of its own that keeps every error a person would not see. */
export async function openWatchedPage(
  browser: Browser,
  look: { width?: number; height?: number; deviceScaleFactor?: number } = {},
): Promise<WatchedPage> {
  const { width = 1440, height = 1000, deviceScaleFactor = 1 } = look;
  const place = { locale: 'en-GB', timezoneId: 'Europe/Berlin' };
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor, ...place });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') problems.push(`asked for ${request.url()}`);
  });
  return { page, problems };
}

import type { Installed } from '../src/jobs/install.ts';

/** How an installation ended, as far as a person must know. */
export type Page =
  | Installed
  | {
      readonly kind:
        | 'not-begun'
        | 'declined'
        | 'repeated'
        | 'busy'
        | 'unavailable'
        | 'misconfigured'
        | 'private-app';
    };

/** Nothing but its own few lines of style. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#213343}code{background:#eef1f4;padding:.1em .3em}';
const AGAIN = '<p><a href="install">Install again</a></p>';

/** A page for the admin who installs: what happened, and what to do next. It holds no script, token or code. */
export function pageOf(page: Page): { readonly status: number; readonly html: string } {
  const { status, title, body } = contentOf(page);
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style>`;
  return {
    status,
    html: `<!doctype html><html lang="en"><head>${head}</head><body><h1>${title}</h1>${body}</body></html>`,
  };
}

type Content = { readonly status: number; readonly title: string; readonly body: string };

function contentOf(page: Page): Content {
  switch (page.kind) {
    case 'connected':
      return connected(page);
    case 'code-refused':
      return {
        status: 400,
        title: 'HubSpot did not accept this installation',
        body: `<p>Its answer was used before, or took too long. Nothing was changed here.</p>${AGAIN}`,
      };
    case 'other-portal':
      return {
        status: 403,
        title: 'This server is for another HubSpot account',
        body: `<p>It works for account ${digits(page.expected)} only, and you chose ${digits(page.portalId)}. Nothing of it was kept here. Uninstall the app there under Settings, Integrations, Connected apps; or remove HUBSPOT_PORTAL_ID on the server to serve several accounts.</p>${AGAIN}`,
      };
    case 'not-begun':
      return {
        status: 400,
        title: 'This installation did not begin here',
        body: `<p>An installation must begin and end in the same browser, within ten minutes, with cookies allowed. Nothing was changed.</p>${AGAIN}`,
      };
    case 'declined':
      return {
        status: 200,
        title: 'Nothing was installed',
        body: `<p>The installation was declined or broken off in HubSpot. It needs a super admin, or a user with App Marketplace access.</p>${AGAIN}`,
      };
    case 'repeated':
      return {
        status: 409,
        title: 'This page was answered before',
        body: `<p>Each installation is taken once. If the first page said that the account is connected, you are done.</p>${AGAIN}`,
      };
    case 'busy':
      return {
        status: 429,
        title: 'Too many installations at once',
        body: `<p>Wait a minute and try again. Nothing was changed.</p>${AGAIN}`,
      };
    case 'unavailable':
      return {
        status: 503,
        title: 'The installation could not be finished',
        body: `<p>HubSpot did not answer, or the server had a fault. Try again in a moment; the server's log says more.</p>${AGAIN}`,
      };
    case 'misconfigured':
      return {
        status: 500,
        title: 'The server is not set up for this app',
        body: `<p>HubSpot does not know this server as the app. Compare HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and the app's redirect URL; the server's log says more.</p>${AGAIN}`,
      };
    case 'private-app':
      return {
        status: 404,
        title: 'Nothing to install here',
        body: '<p>This server works with the access token of one private app. To serve several accounts, set HUBSPOT_CLIENT_ID instead of HUBSPOT_ACCESS_TOKEN.</p>',
      };
  }
}

function connected({ portalId, accountType, schema }: Extract<Installed, { kind: 'connected' }>): Content {
  const account = `${digits(portalId)}${accountType === 'STANDARD' ? '' : ` (${words(accountType)})`}`;
  return { status: 200, title: `Account ${account} is connected`, body: `${NEXT[schema]}${CARD}` };
}

const CARD =
  '<p>Then add the card <em>Partnership</em> to the company record view. You can close this page.</p>';

const NEXT: Readonly<Record<Extract<Installed, { kind: 'connected' }>['schema'], string>> = {
  there: '<p>Its partner objects and properties are there. Work has begun.</p>',
  missing:
    '<p>Its partner objects and properties are not there yet. Create them with a service key of this account (Development, Keys, Service keys), on the server:</p><p><code>HUBSPOT_SCHEMA_TOKEN=… npm run partnerships -- schema apply</code></p><p>Work begins by itself within five minutes after that. Custom objects need HubSpot Enterprise.</p>',
  unknown:
    '<p>HubSpot did not say yet whether its partner objects and properties are there. The server asks again by itself; <code>npm run partnerships -- schema plan</code> shows what is missing.</p>',
};

/** HubSpot's values, held to what they look like: nothing else comes into the page. */
function digits(id: string): string {
  return id.replace(/\D/g, '');
}

function words(text: string): string {
  return text
    .replace(/[^A-Z_]/g, '')
    .toLowerCase()
    .replaceAll('_', ' ');
}

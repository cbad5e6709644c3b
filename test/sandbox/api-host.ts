import express, { type Request, type Response } from 'express';
import { listenOnLoopback } from './http/loopback-server.ts';
import type { Sandbox } from './index.ts';

export type ApiHost = { url: string; stop(): Promise<void> };

/**
 * One address for several accounts, as HubSpot's API has: the token (or the code, where there is no token yet) decides
 * whose portal answers. People, pages and control planes stay at each portal's own address.
 */
export async function createApiHost(accounts: readonly [Sandbox, ...Sandbox[]]): Promise<ApiHost> {
  const [first] = accounts;
  const app = express();
  app.disable('x-powered-by');
  app.use(['/_sandbox', '/portal'], (_request, response) => {
    response.status(404).json({ error: 'this is the address of the API: ask the portal itself' });
  });
  app.get('/oauth/authorize', (request, response) => chooseAccount(accounts, request, response));
  app.use(express.urlencoded({ extended: false }), (request, response, next) => {
    const named = /^\/oauth\/(\d+)\/authorize$/.exec(request.path)?.[1];
    const credentials = credentialsOf(request);
    const owner = accounts.find(
      (account) => account.portalId === named || credentials.some((each) => account.holds(each)),
    );
    // An account that does not know them refuses, in HubSpot's words.
    (owner ?? first).app(request, response, next);
  });
  const server = await listenOnLoopback(app, 0);
  return { url: server.url, stop: server.close };
}

/** A person sees the accounts to choose from: links, since nobody clicks here. */
function chooseAccount(accounts: readonly Sandbox[], request: Request, response: Response): void {
  const query = new URL(request.originalUrl, 'http://host').search.replaceAll('&', '&amp;');
  const links = accounts.map(
    ({ portalId }) => `<li><a href="/oauth/${portalId}/authorize${query}">${portalId}</a></li>`,
  );
  response.type('html').send(`<h1>Choose an account</h1><ul>${links.join('')}</ul>`);
}

function credentialsOf(request: Request): string[] {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const form: unknown = request.body;
  const fields = form !== null && typeof form === 'object' ? Object.entries(form) : [];
  return [
    ...(bearer === undefined ? [] : [bearer]),
    ...fields.flatMap(([name, value]) =>
      ['code', 'refresh_token', 'token'].includes(name) && typeof value === 'string' ? [value] : [],
    ),
  ];
}

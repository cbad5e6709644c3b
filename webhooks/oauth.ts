import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { createVault } from '../src/encryption.ts';
import { Problem } from '../src/errors.ts';
import type { Install } from '../src/jobs/install.ts';
import { type Attempt, beginAttempt, isAnswerTo, openAttempt, sealAttempt } from './oauth-attempt.ts';
import { createAttemptCookie } from './oauth-cookie.ts';
import { PAGE_POLICY, type Page, pageOf } from './oauth-page.ts';
import { createAllowance } from './rate-limit.ts';
import { logOf } from './request-log.ts';

export type OAuthOptions = {
  /** Null where the server works with a private app's token. */
  readonly install: Install | null;
  readonly config: { readonly publicUrl: string; readonly encryptionKeys: readonly Buffer[] };
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

/** Any stranger can begin and come back with a made-up code; HubSpot may not be asked about those as often as they like. */
const EXCHANGES_A_MINUTE = 20;

/**
 * `/install` sends an admin's browser to HubSpot, `/callback` takes it back. The attempt (state and PKCE verifier)
 * travels encrypted in a cookie of that browser, so that strangers who begin any number of them cost nothing here;
 * what comes back is taken only from the browser that began, for ten minutes, and once. Every end is a page in words.
 */
export function createOAuth({ install, config, now = Date.now }: OAuthOptions): Router {
  const router = Router();
  const vault = createVault(config.encryptionKeys, 'installation attempts');
  const cookie = createAttemptCookie(config.publicUrl);
  const mayExchange = createAllowance(EXCHANGES_A_MINUTE, now);

  router.get('/install', (_request, response) => {
    if (install === null) return show(response, { kind: 'private-app' });
    const { attempt, challenge } = beginAttempt(now());
    cookie.set(response, sealAttempt(vault, attempt));
    response.set('Cache-Control', 'no-store');
    return response.redirect(302, install.authorizeUrl({ state: attempt.state, challenge }));
  });

  router.get('/callback', async (request, response) => {
    if (install === null) return show(response, { kind: 'private-app' });
    const attempt = openAttempt(vault, cookie.read(request), now());
    cookie.clear(response);
    if (attempt === null) return show(response, { kind: 'not-begun' });
    show(response, await answer({ install, mayExchange }, attempt, request, response));
  });
  return router;
}

const allowed = z.object({ code: z.string().min(1).max(2_000), state: z.string().max(200) });
const declined = z.object({ error: z.string().max(200), state: z.string().max(200) });

async function answer(
  { install, mayExchange }: { readonly install: Install; readonly mayExchange: () => boolean },
  attempt: Attempt,
  request: Request,
  response: Response,
): Promise<Page> {
  const query = z.union([allowed, declined]).safeParse(request.query);
  if (!query.success || !isAnswerTo(attempt, query.data.state)) return { kind: 'not-begun' };
  if ('error' in query.data) {
    logOf(response).info('an installation was declined in HubSpot');
    return { kind: 'declined' };
  }
  if (!mayExchange()) {
    logOf(response).warn('an installation was put off: too many in this minute');
    return { kind: 'busy' };
  }
  try {
    if (!(await install.take(attempt))) return { kind: 'repeated' };
    const installed = await install.finish({ code: query.data.code, verifier: attempt.verifier });
    logOf(response).info('an installation ended', { outcome: installed.kind });
    return installed;
  } catch (error) {
    logOf(response).error('an installation failed', { error });
    const isOurs = error instanceof Problem && error.code === 'config-invalid';
    return { kind: isOurs ? 'misconfigured' : 'unavailable' };
  }
}

function show(response: Response, page: Page): void {
  const { status, html } = pageOf(page);
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': PAGE_POLICY })
    .type('html')
    .send(html);
}

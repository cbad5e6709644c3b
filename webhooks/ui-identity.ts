import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { type PortalId, parseId } from '../src/ids.ts';
import { parseJson, rawBodyOf, readRawBody } from './raw-body.ts';
import { answerError } from './refuse.ts';
import { logOf } from './request-log.ts';
import type { Verify } from './signature.ts';

/** Who asks, in the words of HubSpot's signature. */
export type UiIdentity = {
  readonly portalId: PortalId;
  readonly userId: string;
  readonly userEmail: string | undefined;
};

/**
 * Lets only requests of our own screens through (`hubspot.fetch`). Portal and user come from the signed query, which
 * HubSpot appends; a body may say anything, so it names nobody. Behind this, `uiIdentity(response)` tells who asks
 * and `request.body` is the parsed JSON (undefined when there was none).
 */
export function identifyUi(options: { readonly verify: Verify; readonly appId: string }): RequestHandler {
  const router = Router();
  router.use(readRawBody, (request, response, next) => {
    const body = rawBodyOf(request);
    const verdict = options.verify({
      method: request.method,
      pathAndQuery: request.originalUrl,
      body,
      headers: request.headersDistinct,
    });
    if (verdict.kind === 'refused') {
      logOf(response).warn('refused a request of a screen', { reason: verdict.reason });
      return answerError(
        response,
        401,
        verdict.reason,
        'This request is not signed by HubSpot for this app.',
      );
    }
    const identity = parseIdentity(request.originalUrl, options.appId);
    if (identity === undefined) {
      logOf(response).warn('refused a request of a screen', { reason: 'no-identity' });
      return answerError(response, 401, 'no-identity', 'HubSpot did not say which portal and user this is.');
    }
    const content = body.length === 0 ? ({ kind: 'json', value: undefined } as const) : parseJson(body);
    if (content.kind === 'malformed') return answerError(response, 400, 'malformed', 'The body is not JSON.');
    request.body = content.value;
    response.locals.identity = identity;
    response.locals.log = logOf(response).child({ portalId: identity.portalId });
    return next();
  });
  return router;
}

/** The verified identity of a request that passed `identifyUi`. */
export function uiIdentity(response: Response): UiIdentity {
  const identity: UiIdentity | undefined = response.locals.identity;
  if (identity === undefined) throw new Error('identifyUi must run before');
  return identity;
}

const signedQuery = z.object({
  portalId: z.string().transform((text, context) => {
    try {
      return parseId<PortalId>(text, 'portalId');
    } catch (error) {
      context.addIssue({ code: 'custom', message: String(error) });
      return z.NEVER;
    }
  }),
  userId: z.string().regex(/^[1-9]\d{0,18}$/),
  userEmail: z.string().min(3).max(320).optional(),
  appId: z.string().optional(),
});

/**
 * Undefined unless each name is there at most once: HubSpot appends its parameters to those of the address a screen
 * called, so somebody in a browser could put another portal in front of theirs.
 */
function parseIdentity(originalUrl: string, appId: string): UiIdentity | undefined {
  const query = new URLSearchParams(originalUrl.split('?').slice(1).join('?'));
  const names = Object.keys(signedQuery.shape);
  if (names.some((name) => query.getAll(name).length > 1)) return undefined;
  const parsed = signedQuery.safeParse(
    Object.fromEntries(names.flatMap((name) => (query.has(name) ? [[name, query.get(name)]] : []))),
  );
  if (!parsed.success) return undefined;
  const { appId: forApp, ...identity } = parsed.data;
  if (forApp !== undefined && forApp !== appId) return undefined;
  return { ...identity, userEmail: identity.userEmail };
}

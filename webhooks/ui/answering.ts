import type { RequestHandler, Response } from 'express';
import type { Parser } from '../../extensions/src/app/cards/contract/parser.ts';
import type { App } from '../../src/app.ts';
import { Problem } from '../../src/errors.ts';
import type { Portal } from '../../src/jobs/portal.ts';
import { answerRequest, beginRequest, type RequestKey, releaseRequest } from '../../src/store/requests.ts';
import { logOf } from '../request-log.ts';
import { uiIdentity } from '../ui-identity.ts';
import { failureOf, refuse } from './refusal.ts';

/** Who asks about which record of which portal: portal and user are HubSpot's word. */
export type Asking = { readonly portal: Portal; readonly recordId: string; readonly userId: string };

type Good = { readonly ok: true };
type Read = (asking: Asking, query: string) => Promise<Good>;
type Act<Body> = (asking: Asking, body: Body, key: RequestKey, progress: unknown) => Promise<void>;

/** A screen that reads. */
export function reading(app: App, read: Read): RequestHandler {
  return async (request, response) => {
    await answerWith(response, async () => {
      const asking = await askingOf(app, request.params.recordId, response);
      const { q } = request.query;
      return read(asking, typeof q === 'string' ? q : '');
    });
  };
}

/** A request that changes something: done once per request id, a repeat is answered the same (R57). */
export function acting<Body extends { requestId: string }>(
  app: App,
  parser: Parser<Body>,
  act: Act<Body>,
  card: (asking: Asking) => Promise<Good>,
): RequestHandler {
  return async (request, response) => {
    await answerWith(response, async () => {
      const asking = await askingOf(app, request.params.recordId, response);
      const body = parse(parser, request.body);
      const { portal, userId } = asking;
      const key: RequestKey = { portalId: portal.id, userId, requestId: body.requestId };
      const route = request.baseUrl + request.path;
      const begun = await beginRequest(app.database, key, route, new Date(app.now()));
      if (begun.kind === 'other-act')
        throw refuse(
          'invalid',
          'This was sent under the id of another action. Reload the card and do it again.',
        );
      if (begun.kind === 'answered') return card(asking);
      if (begun.kind === 'under-way')
        throw refuse('unavailable', 'This is being saved right now. Look again in a moment.');
      try {
        await act(asking, body, key, begun.progress);
      } catch (error) {
        await releaseRequest(app.database, key);
        throw error;
      }
      await answerRequest(app.database, key, { done: true });
      return card(asking);
    });
  };
}

async function answerWith(response: Response, work: () => Promise<Good>): Promise<void> {
  let answer: unknown;
  try {
    answer = await work();
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    const { code, field } = failure.error;
    const facts = error instanceof Problem ? error.facts : undefined;
    logOf(response).info('a screen was told no', { code, field, facts });
    answer = failure;
  }
  response.set('cache-control', 'no-store').json(answer);
}

async function askingOf(app: App, recordId: unknown, response: Response): Promise<Asking> {
  const { portalId, userId } = uiIdentity(response);
  const portal = await app.directory.find(portalId);
  if (portal === null) throw refuse('not-installed', 'This HubSpot account is not connected to the server.');
  if (typeof recordId === 'string' && /^[1-9]\d{0,18}$/.test(recordId)) return { portal, recordId, userId };
  throw refuse('invalid', 'This is not the id of a record.');
}

/** The contract's own parser; the first thing wrong is named with its field. */
function parse<Body>(parser: Parser<Body>, body: unknown): Body {
  const parsed = parser.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse('invalid', issue?.message ?? 'The request is not complete.', issue?.path.join('.'));
}

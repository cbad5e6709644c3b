import { type RequestHandler, type Response, Router } from 'express';
import {
  type CardAnswer,
  type Failure,
  logCheckIn,
  logReferral,
  type SearchAnswer,
  startPartnership,
} from '../../extensions/src/app/cards/contract/company-card.ts';
import type { Parser } from '../../extensions/src/app/cards/contract/parser.ts';
import type { App } from '../../src/app.ts';
import { Problem } from '../../src/errors.ts';
import { searchRecords } from '../../src/hubspot/records.ts';
import { objectTypeIdOf } from '../../src/hubspot/schema/state.ts';
import type { Portal } from '../../src/jobs/portal.ts';
import { answerRequest, beginRequest, type RequestKey, releaseRequest } from '../../src/store/requests.ts';
import { logOf } from '../request-log.ts';
import { uiIdentity } from '../ui-identity.ts';
import { type Action, logCheckInAction, logReferralAction, startPartnershipAction } from './actions.ts';
import { readCompanyCard } from './company-card.ts';
import { failureOf, refuse } from './refusal.ts';

/** Routes of the company card. They run behind `identifyUi`: portal and user are HubSpot's word. */
export function createUi(app: App): Router {
  const router = Router();
  const company = '/companies/:companyId';
  router.get(
    company,
    reading(app, (portal, companyId) => cardOf(app, portal, companyId)),
  );
  router.get(
    `${company}/search`,
    reading(app, (portal, _id, query) => search(portal, query)),
  );
  router.post(`${company}/referrals`, acting(app, logReferral, logReferralAction));
  router.post(`${company}/check-ins`, acting(app, logCheckIn, logCheckInAction));
  router.post(`${company}/partner`, acting(app, startPartnership, startPartnershipAction));
  return router;
}

type Answer = CardAnswer | SearchAnswer;

function reading(
  app: App,
  read: (portal: Portal, companyId: string, query: string) => Promise<Answer>,
): RequestHandler {
  return async (request, response) => {
    await answerWith(response, async () => {
      const portal = await portalOf(app, response);
      const { q } = request.query;
      return read(portal, companyIdOf(request.params.companyId), typeof q === 'string' ? q : '');
    });
  };
}

/** A request that changes something: done once per request id, a repeat is answered the same (R57). */
function acting<Body extends { requestId: string }>(
  app: App,
  parser: Parser<Body>,
  act: Action<Body>,
): RequestHandler {
  return async (request, response) => {
    await answerWith(response, async () => {
      const portal = await portalOf(app, response);
      const companyId = companyIdOf(request.params.companyId);
      const body = parse(parser, request.body);
      const { userId } = uiIdentity(response);
      const key: RequestKey = { portalId: portal.id, userId, requestId: body.requestId };
      const begun = await beginRequest(app.database, key, new Date(app.now()));
      if (begun.kind === 'answered') return cardOf(app, portal, companyId);
      if (begun.kind === 'under-way')
        throw refuse('unavailable', 'This is being saved right now. Look again in a moment.');
      try {
        await act(app, portal, key, companyId, body, begun.progress);
      } catch (error) {
        await releaseRequest(app.database, key);
        throw error;
      }
      await answerRequest(app.database, key, { done: true });
      return cardOf(app, portal, companyId);
    });
  };
}

async function answerWith(response: Response, work: () => Promise<Answer>): Promise<void> {
  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    const failure: Failure | null = failureOf(error);
    if (failure === null) throw error;
    const { code, field } = failure.error;
    const facts = error instanceof Problem ? error.facts : undefined;
    logOf(response).info('a screen was told no', { code, field, facts });
    answer = failure;
  }
  response.set('cache-control', 'no-store').json(answer);
}

async function portalOf(app: App, response: Response): Promise<Portal> {
  const portal = await app.directory.find(uiIdentity(response).portalId);
  if (portal === null) throw refuse('not-installed', 'This HubSpot account is not connected to the server.');
  return portal;
}

async function cardOf(app: App, portal: Portal, companyId: string): Promise<CardAnswer> {
  const card = await readCompanyCard(app, portal, companyId);
  if (card === null) throw refuse('not-found', 'This company does not exist (any more).');
  return { ok: true, card };
}

async function search(portal: Portal, query: string): Promise<SearchAnswer> {
  const words = query.trim();
  if (words.length < 2) throw refuse('invalid', 'Type at least two letters.', 'q');
  const { records } = await searchRecords(portal.request, objectTypeIdOf(portal.schema, 'company'), {
    filterGroups: [],
    query: words.slice(0, 100),
    properties: ['name', 'domain'],
    limit: 10,
  });
  return {
    ok: true,
    companies: records.map(({ id, properties }) => ({
      id,
      name: properties.name ?? `Company ${id}`,
      domain: properties.domain ?? null,
    })),
  };
}

function companyIdOf(value: unknown): string {
  if (typeof value === 'string' && /^[1-9]\d{0,18}$/.test(value)) return value;
  throw refuse('invalid', 'This is not a company id.');
}

/** The contract's own parser; the first thing wrong is named with its field. */
function parse<Body>(parser: Parser<Body>, body: unknown): Body {
  const parsed = parser.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse('invalid', issue?.message ?? 'The request is not complete.', issue?.path.join('.'));
}

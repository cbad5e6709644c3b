import { Router } from 'express';
import {
  type CardAnswer,
  logCheckIn,
  logReferral,
  type SearchAnswer,
  startPartnership,
} from '../../extensions/src/app/cards/contract/company-card.ts';
import type { Parser } from '../../extensions/src/app/cards/contract/parser.ts';
import type { App } from '../../src/app.ts';
import { searchRecords } from '../../src/hubspot/records.ts';
import { objectTypeIdOf } from '../../src/hubspot/schema/state.ts';
import type { Portal } from '../../src/jobs/portal.ts';
import type { Users } from '../../src/jobs/users.ts';
import { type Action, logCheckInAction, logReferralAction, startPartnershipAction } from './actions.ts';
import { type Asking, acting, reading } from './answering.ts';
import { readCompanyCard } from './company-card.ts';
import { refuse } from './refusal.ts';

type Good<Answer> = Extract<Answer, { ok: true }>;

/** Routes of the company card. */
export function createCompanyRoutes(app: App, users: Users): Router {
  const router = Router();
  const card = (asking: Asking) => cardOf({ ...app, users }, asking);
  const done = <Body extends { requestId: string }>(parser: Parser<Body>, act: Action<Body>) =>
    acting(
      app,
      parser,
      ({ portal, recordId }, body, key, progress) => act(app, portal, key, recordId, body, progress),
      card,
    );
  router.get('/:recordId', reading(app, card));
  router.get(
    '/:recordId/search',
    reading(app, ({ portal }, query) => search(portal, query)),
  );
  router.post('/:recordId/referrals', done(logReferral, logReferralAction));
  router.post('/:recordId/check-ins', done(logCheckIn, logCheckInAction));
  router.post('/:recordId/partner', done(startPartnership, startPartnershipAction));
  return router;
}

async function cardOf(deps: App & { readonly users: Users }, asking: Asking): Promise<Good<CardAnswer>> {
  const card = await readCompanyCard(deps, asking);
  if (card === null) throw refuse('not-found', 'This company does not exist (any more).');
  return { ok: true, card };
}

async function search(portal: Portal, query: string): Promise<Good<SearchAnswer>> {
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

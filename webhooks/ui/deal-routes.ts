import { Router } from 'express';
import type { DealAnswer } from '../../extensions/src/app/cards/contract/deal-card.ts';
import {
  acceptProposal,
  decideCommission,
  setCredit,
  unlock,
} from '../../extensions/src/app/cards/contract/deal-requests.ts';
import type { Parser } from '../../extensions/src/app/cards/contract/parser.ts';
import type { App } from '../../src/app.ts';
import type { Users } from '../../src/jobs/users.ts';
import { type Asking, acting, reading } from './answering.ts';
import { bounded } from './bounded.ts';
import {
  acceptProposalAction,
  type DealAction,
  decideCommissionAction,
  setCreditAction,
  unlockAction,
} from './deal-actions.ts';
import { partnerChoices, readDealCard } from './deal-card.ts';
import { type DealDeps, decide } from './deal-decision.ts';

/** Routes of the deal card. */
export function createDealRoutes(app: App, users: Users): Router {
  const router = Router();
  const deps: DealDeps = { ...app, users };
  const card = async ({ portal, recordId, userId }: Asking): Promise<Extract<DealAnswer, { ok: true }>> => ({
    ok: true,
    card: await readDealCard(deps, portal, recordId, userId),
  });
  const done = <Body extends { requestId: string }>(parser: Parser<Body>, action: DealAction<Body>) =>
    acting(
      app,
      parser,
      (asking, body, key, progress) => decide(deps, asking, key, progress, () => action(deps, asking, body)),
      card,
    );
  router.get('/:recordId', reading(app, card));
  router.get(
    '/:recordId/partners',
    reading(app, async ({ portal }, query) => {
      const found = await partnerChoices(app, portal, query.slice(0, 100));
      return { ok: true, partners: bounded(found, 50, (each) => each) };
    }),
  );
  router.post('/:recordId/override', done(setCredit, setCreditAction));
  router.post('/:recordId/accept', done(acceptProposal, acceptProposalAction));
  router.post('/:recordId/unlock', done(unlock, unlockAction));
  router.post('/:recordId/commission', done(decideCommission, decideCommissionAction));
  return router;
}

import { Router } from 'express';
import type { App } from '../../src/app.ts';
import { createCompanyRoutes } from './company-routes.ts';
import { createDealRoutes } from './deal-routes.ts';

/** Routes of the screens in HubSpot. They run behind `identifyUi`: portal and user are HubSpot's word. */
export function createUi(app: App): Router {
  const router = Router();
  router.use('/companies', createCompanyRoutes(app));
  router.use('/deals', createDealRoutes(app));
  return router;
}

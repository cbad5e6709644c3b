import { Router } from 'express';
import type { App } from '../../src/app.ts';
import { createUsers } from '../../src/jobs/users.ts';
import { createCompanyRoutes } from './company-routes.ts';
import { createDealRoutes } from './deal-routes.ts';

/** Routes of the screens in HubSpot. They run behind `identifyUi`: portal and user are HubSpot's word. */
export function createUi(app: App): Router {
  const router = Router();
  const users = createUsers(app.now);
  router.use('/companies', createCompanyRoutes(app, users));
  router.use('/deals', createDealRoutes(app, users));
  return router;
}

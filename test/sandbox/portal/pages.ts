import express, { type ErrorRequestHandler, Router } from 'express';
import { readAppProject } from './app-project/app-project.ts';
import { createCardLibrary } from './bundle/card-library.ts';
import { bundlePortal } from './bundle/portal-bundle.ts';
import { createFetchProxy } from './fetch-proxy/fetch-proxy.ts';
import { pageHeaders, pageHtml, workerHeaders } from './page.ts';
import type { PortalPages, PortalPagesInput } from './portal-input.ts';
import { sessionOf } from './session.ts';

/**
 * The screens of the sandbox portal: a small CRM at `/portal` that works on HubSpot's API as a person, and
 * runs the app's cards and pages in a worker as HubSpot does. Rejects when the project folder is not a valid project.
 */
export async function createPortalPages(input: PortalPagesInput): Promise<PortalPages> {
  const project = await readAppProject(input.projectDir, input.variables);
  const bundle = await bundlePortal();
  const library = createCardLibrary([...project.cards, ...project.screens]);
  const router = Router();
  router.get('/_session', (_request, response) => {
    response.json(sessionOf(input, project));
  });
  router.get('/_now', (_request, response) => {
    response.json({ now: (input.now ?? Date.now)() });
  });
  router.get('/_assets/:name', (request, response, next) => {
    const text = bundle.get(request.params.name);
    if (text === undefined) return next();
    if (request.params.name === 'card-worker.js') response.set(workerHeaders);
    response.type(request.params.name).send(text);
  });
  router.get('/_cards/:uid.js', async (request, response) => {
    const built = await library.read(request.params.uid);
    response.status(built.kind === 'built' ? 200 : 500).type(built.kind === 'built' ? 'js' : 'text');
    response.send(built.text);
  });
  router.use('/_fetch', fetchRoute(input, project.permittedOrigins));
  router.get('/{*page}', (_request, response) => {
    response.set(pageHeaders).type('html').send(pageHtml);
  });
  return { router, close: () => library.settle() };
}

function fetchRoute(input: PortalPagesInput, permittedOrigins: ReadonlySet<string>): Router {
  const { portal, appId, clientSecret, user, backends, now = Date.now } = input;
  const proxy = createFetchProxy({
    permittedOrigins,
    portalId: portal.id,
    appId,
    clientSecret,
    user,
    backends,
    now,
  });
  const router = Router();
  router.post('/', express.json({ limit: 1_000_000 }), async (request, response) => {
    const answer = await proxy(request.body);
    response.status(answer.status).json(answer.body);
  });
  const refuse: ErrorRequestHandler = (error: Error, _request, response, _next) => {
    response.status(400).json({ status: 'error', category: 'VALIDATION_ERROR', message: error.message });
  };
  router.use(refuse);
  return router;
}

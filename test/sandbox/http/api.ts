import { randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { operations } from '../operations/operations.ts';
import type { Sandboxed } from '../sandboxed.ts';
import type { Actor } from '../state/actor.ts';
import { parseApiVersion, toDatedOrder } from './api-version.ts';
import { authenticate } from './authenticate.ts';
import { authenticateApp } from './authenticate-app.ts';
import type { Fault } from './faults.ts';
import type { Answer, Operation } from './operation.ts';
import { notImplemented, Refusal, type RefusalFacts, refusalBody, validationError } from './refusal.ts';
import { checkScopes, neededScopes } from './scopes.ts';

/** HubSpot's API under `/`: authentication, limits, faults and the operations; the rest is refused with 501. */
export function createApi(sandboxed: Sandboxed): Router {
  const router = express.Router();
  router.use((request, _response, next) => {
    request.url = toDatedOrder(request.url);
    next();
  });
  router.use(express.json({ limit: '10mb', strict: false }), express.urlencoded({ extended: false }));
  for (const operation of operations) {
    const method = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    router[method](operation.path, (request, response, next) =>
      serve(sandboxed, operation, request, response, next),
    );
  }
  router.use((request, response) => {
    refuse(
      sandboxed,
      request,
      response,
      'not implemented',
      notImplemented(request.method, request.path).facts,
    );
  });
  router.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const facts = malformed(error) ?? serverError(error);
    refuse(sandboxed, request, response, 'error', facts);
  });
  return router;
}

function serve(
  sandboxed: Sandboxed,
  operation: Operation,
  request: Request,
  response: Response,
  next: NextFunction,
) {
  const version = parseApiVersion(text(request.params.version));
  if (version === undefined && operation.path.includes(':version')) return next();
  let actor: Actor | undefined;
  try {
    const { portal } = sandboxed;
    const scopes = operation.appScopes && authenticateApp(sandboxed, request.headers, operation.appScopes);
    const isOfApp = operation.isPublic || scopes !== undefined;
    actor = isOfApp ? { kind: 'app', appId: portal.appId } : authenticate(portal, request.headers);
    const param = (name: string) => text(request.params[name]);
    // HubSpot exempts the journal from the limits of the accounts; limits of its own are not here.
    if (actor.kind === 'app' && scopes === undefined) {
      response.set(sandboxed.rateLimiter.admit(request.path, portal.now()));
      if (portal.grantedScopes) checkScopes(portal.grantedScopes, neededScopes(portal, operation, param));
    }
    const run = (): Answer =>
      operation.run({
        portal,
        journal: sandboxed.journal,
        version: version ?? '2026-09',
        actor: actor ?? { kind: 'hubspot' },
        param,
        query: new URL(request.url, 'http://sandbox').searchParams,
        body: request.body,
        origin: `http://${request.headers.host}`,
        scopes: scopes ?? new Set(),
      });
    const fault = actor.kind === 'app' ? sandboxed.faults.take(request.method, request.path) : undefined;
    if (fault) return fail(sandboxed, operation, request, response, fault, run);
    send(sandboxed, operation, request, response, run());
  } catch (error) {
    if (!(error instanceof Refusal)) return next(error);
    refuse(sandboxed, request, response, operation.path, error.facts);
  }
}

function fail(
  sandboxed: Sandboxed,
  operation: Operation,
  request: Request,
  response: Response,
  fault: Fault,
  run: () => Answer,
): void {
  const { fault: what } = fault;
  if (what.kind === 'slow') {
    const timer = setTimeout(() => {
      sandboxed.timers.delete(timer);
      try {
        send(sandboxed, operation, request, response, run());
      } catch (error) {
        refuse(
          sandboxed,
          request,
          response,
          operation.path,
          error instanceof Refusal ? error.facts : serverError(error),
        );
      }
    }, what.ms);
    sandboxed.timers.add(timer);
    return;
  }
  if (fault.applied) run();
  if (what.kind === 'status') {
    if (what.body !== undefined) {
      note(sandboxed, request, operation.path, what.status);
      response
        .set(what.headers ?? {})
        .status(what.status)
        .json(what.body);
      return;
    }
    const message = `A fault of status ${what.status} was ordered`;
    const facts = { status: what.status, category: 'INTERNAL_ERROR', message, headers: what.headers ?? {} };
    refuse(sandboxed, request, response, operation.path, facts);
    return;
  }
  note(sandboxed, request, operation.path, 0);
  if (what.kind === 'cut') request.socket.destroy();
}

function send(
  sandboxed: Sandboxed,
  operation: Operation,
  request: Request,
  response: Response,
  answer: Answer,
): void {
  note(sandboxed, request, operation.path, answer.status);
  response.set(answer.headers ?? {});
  if (answer.body === undefined) response.status(answer.status).end();
  else response.status(answer.status).json(answer.body);
}

function refuse(
  sandboxed: Sandboxed,
  request: Request,
  response: Response,
  route: string,
  facts: RefusalFacts,
): void {
  note(sandboxed, request, route, facts.status);
  response
    .set(facts.headers ?? {})
    .status(facts.status)
    .json(refusalBody(facts, randomUUID()));
}

function note(sandboxed: Sandboxed, request: Request, route: string, status: number): void {
  const user = request.headers['x-sandbox-user'];
  sandboxed.traffic.note({
    at: sandboxed.portal.now(),
    method: request.method,
    path: request.originalUrl,
    route,
    status,
    actor: typeof user === 'string' ? `user ${user}` : 'app',
  });
}

function malformed(error: unknown): RefusalFacts | undefined {
  return error instanceof SyntaxError
    ? validationError(`Invalid input JSON on line 1, column 1: ${error.message}`).facts
    : undefined;
}

/** A fault of the sandbox itself: said plainly, so that nobody looks for it in the product. */
function serverError(error: unknown): RefusalFacts {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, category: 'SANDBOX_ERROR', message };
}

function text(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.join('/') ?? '');
}

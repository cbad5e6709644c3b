import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { Appended, NewDelivery } from '../src/store/deliveries.ts';
import type { CountDelivery, DeliveryOutcome } from './delivery-metrics.ts';
import { parseJson, rawBodyOf, readRawBody } from './raw-body.ts';
import { answerError } from './refuse.ts';
import { logOf } from './request-log.ts';
import type { Verify } from './signature.ts';

export type DeliveryStore = { append(delivery: NewDelivery): Promise<Appended> };

export type IntakeOptions = {
  readonly verify: Verify;
  readonly deliveries: DeliveryStore;
  /** Told after a delivery is committed, so that expansion need not wait for its next look. */
  readonly onStored: () => void;
  readonly count: CountDelivery;
  readonly now: () => number;
};

/**
 * Takes HubSpot's webhooks: size, signature and time, an array of objects, one row, 204; in this order, and nothing
 * is stored before the last (R18). What the events say is not looked at: unknown types and other portals are accepted
 * here and sorted out at expansion. HubSpot sends again whatever is not answered 2xx within 5 s.
 */
export function createIntake(options: IntakeOptions): Router {
  const router = Router();
  const countUnread: ErrorRequestHandler = (error, _request, _response, next) => {
    const tooLarge = error?.type === 'entity.too.large';
    options.count({ kind: 'refused', reason: tooLarge ? 'too-large' : 'unreadable' });
    next(error);
  };
  router.post('/', readRawBody, countUnread, (request: Request, response: Response) =>
    take(options, request, response),
  );
  return router;
}

async function take(options: IntakeOptions, request: Request, response: Response): Promise<void> {
  const body = rawBodyOf(request);
  const verdict = options.verify({
    method: request.method,
    pathAndQuery: request.originalUrl,
    body,
    headers: request.headersDistinct,
  });
  if (verdict.kind === 'refused') {
    report(options, response, verdict);
    return answerError(response, 401, verdict.reason, 'This request is not signed by HubSpot for this app.');
  }
  const events = countEvents(body);
  if (events === undefined) {
    report(options, response, { kind: 'refused', reason: 'malformed' });
    return answerError(response, 400, 'malformed', 'A webhook is a JSON array of objects.');
  }
  const delivery = { receivedAt: new Date(options.now()), signatureHash: verdict.signatureHash, body };
  let appended: Appended;
  try {
    appended = await options.deliveries.append(delivery);
  } catch (error) {
    options.count({ kind: 'refused', reason: 'not-stored' });
    logOf(response).error('a delivery could not be stored; HubSpot will send it again', { error });
    return answerError(response, 503, 'unavailable', 'It could not be stored. Send it again.');
  }
  report(
    options,
    response,
    { kind: appended.kind },
    { events, ...(appended.kind === 'stored' ? { deliveryId: appended.id } : {}) },
  );
  response.status(204).end();
  if (appended.kind === 'stored') options.onStored();
}

function countEvents(body: Buffer): number | undefined {
  const parsed = parseJson(body);
  if (parsed.kind === 'malformed' || !Array.isArray(parsed.value)) return undefined;
  const areObjects = parsed.value.every(
    (event) => event !== null && typeof event === 'object' && !Array.isArray(event),
  );
  return areObjects ? parsed.value.length : undefined;
}

function report(
  { count }: IntakeOptions,
  response: Response,
  outcome: DeliveryOutcome,
  facts: Record<string, unknown> = {},
): void {
  count(outcome);
  if (outcome.kind === 'refused') logOf(response).warn('refused a webhook', { reason: outcome.reason });
  else logOf(response).info(`delivery ${outcome.kind}`, facts);
}

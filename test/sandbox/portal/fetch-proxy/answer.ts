import { randomUUID } from 'node:crypto';
import type { Forwarded } from './forward.ts';

/** HTTP status and body that HubSpot's proxy gives the page. */
export type ProxyAnswer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

type Asked = { readonly portalId: string; readonly method: string; readonly uri: string };

/** An answer of the app's server, in the wrapping HubSpot's proxy gives it: non-2xx becomes BAD_GATEWAY in a 200. */
export function answerOf(asked: Asked, forwarded: Forwarded): ProxyAnswer {
  switch (forwarded.kind) {
    case 'answered':
      return isGood(forwarded.status) ? success(asked, forwarded) : badGateway(asked, forwarded);
    case 'timed-out':
      return failure(asked, 504, 'GATEWAY_TIMEOUT', 'Gateway took too long to respond');
    case 'too-large':
      return failure(asked, 400, 'VALIDATION_ERROR', 'The response is larger than 1 MB');
    case 'malformed':
      return failure(asked, 400, 'VALIDATION_ERROR', 'Invalid JSON Response Body');
    case 'unreachable':
      return failure(asked, 500, 'INTERNAL_SERVER_ERROR', `Network error: ${forwarded.message}`);
  }
}

/** An answer HubSpot's proxy gives itself. */
export function failure(asked: Asked, status: number, category: string, message: string): ProxyAnswer {
  return { status, body: { status: 'error', category, message, context: contextOf(asked) } };
}

function success(asked: Asked, answered: { status: number; body: unknown }): ProxyAnswer {
  const context = contextOf(asked, answered.status);
  return { status: 200, body: { status: 'success', responseBody: answered.body, context } };
}

function badGateway(asked: Asked, answered: { status: number; body: unknown }): ProxyAnswer {
  return {
    status: 200,
    body: {
      status: 'error',
      category: 'BAD_GATEWAY',
      message: 'Error returned from Request Uri',
      responseBody: answered.body,
      errors: [{ message: `Unacceptable HTTP status ${answered.status} calling ${asked.uri}` }],
      context: contextOf(asked, answered.status),
    },
  };
}

function contextOf(asked: Asked, appServerStatusCode?: number): Record<string, string[]> {
  return {
    correlationId: [randomUUID()],
    httpMethod: [asked.method],
    portalId: [asked.portalId],
    requestUri: [asked.uri],
    ...(appServerStatusCode !== undefined && { appServerStatusCode: [String(appServerStatusCode)] }),
  };
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

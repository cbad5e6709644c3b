import { z } from 'zod';
import type { Session } from '../session.ts';
import type { FetchedResponse, FetchOptions } from './protocol.ts';

const proxyAnswer = z.object({
  status: z.string(),
  category: z.string().optional(),
  responseBody: z.unknown(),
  context: z.object({ appServerStatusCode: z.array(z.string()).optional() }).optional(),
});

/**
 * `hubspot.fetch` on the page's side: through HubSpot's proxy, whose wrapping is taken off again. What becomes
 * of a failed answer of the app's server is not published; the session says which way this portal takes.
 */
export async function hubspotFetch(
  failedFetch: Session['failedFetch'],
  url: string,
  options: FetchOptions,
): Promise<FetchedResponse> {
  const response = await fetch('/portal/_fetch', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      requestUri: url,
      method: options.method ?? 'GET',
      requestTimeoutMillis: options.timeout,
      requestBody: options.body,
      requestHeaders: options.headers,
    }),
  });
  const wrapped: unknown = await response.json();
  const answer = proxyAnswer.safeParse(wrapped);
  const isFailure = !answer.success || answer.data.status !== 'success';
  const isOfApp = answer.success && (!isFailure || answer.data.category === 'BAD_GATEWAY');
  if (!isOfApp || (isFailure && failedFetch === 'wrapped')) return asResponse(response.status, wrapped);
  return asResponse(
    Number(answer.data.context?.appServerStatusCode?.[0] ?? response.status),
    answer.data.responseBody,
  );
}

function asResponse(status: number, body: unknown): FetchedResponse {
  if (typeof body === 'string') return { status, body, isJson: false };
  return { status, body: JSON.stringify(body ?? null), isJson: true };
}

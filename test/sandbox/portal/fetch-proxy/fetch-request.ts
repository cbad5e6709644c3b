import { z } from 'zod';

/** What the card host sends for one `hubspot.fetch` (the shape of HubSpot's own proxy). */
const fetchRequest = z.object({
  requestUri: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  requestTimeoutMillis: z.number().positive().optional(),
  requestBody: z.unknown().optional(),
  requestHeaders: z.record(z.string(), z.string()).optional(),
});

export type FetchRequest = {
  readonly url: URL;
  readonly method: z.infer<typeof fetchRequest>['method'];
  readonly timeoutMs: number;
  /** JSON text; empty when the request has no body. */
  readonly body: string;
  readonly authorization: string | undefined;
};

export type ParsedRequest =
  | { readonly kind: 'allowed'; readonly request: FetchRequest }
  | { readonly kind: 'refused'; readonly message: string };

const longestMs = 15_000;

/** Parses and judges a request of a card by HubSpot's rules for `hubspot.fetch`. */
export function parseFetchRequest(input: unknown, permittedOrigins: ReadonlySet<string>): ParsedRequest {
  const parsed = fetchRequest.safeParse(input);
  if (!parsed.success) return refused(`hubspot.fetch was called wrongly: ${z.prettifyError(parsed.error)}`);
  const { requestUri, method, requestTimeoutMillis = longestMs, requestBody, requestHeaders } = parsed.data;
  if (!URL.canParse(requestUri)) return refused(`URL is malformed: ${requestUri}`);
  const url = new URL(requestUri);
  if (url.protocol !== 'https:' || !permittedOrigins.has(url.origin)) {
    return refused(`${url.origin} is not in the app's permittedUrls.fetch`);
  }
  const headers = Object.entries(requestHeaders ?? {});
  if (headers.some(([name]) => name.toLowerCase() !== 'authorization')) {
    return refused(
      "Invalid Request Headers provided. Only 'Authorization' header is allowed from hubspot.fetch()",
    );
  }
  const hasBody = method !== 'GET' && requestBody !== undefined && requestBody !== null;
  return {
    kind: 'allowed',
    request: {
      url,
      method,
      timeoutMs: Math.min(requestTimeoutMillis, longestMs),
      body: hasBody ? JSON.stringify(requestBody) : '',
      authorization: headers[0]?.[1],
    },
  };
}

function refused(message: string): ParsedRequest {
  return { kind: 'refused', message };
}

/** What became of a request to the app's server. */
export type Forwarded =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unreachable'; readonly message: string };

const largestBytes = 1_000_000;

/**
 * Sends a request to the app's server and, as HubSpot does, sends the same bytes once more when the
 * connection failed or the answer was 5xx; both within the timeout. Redirects are not followed.
 */
export async function forward(input: {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
}): Promise<Forwarded> {
  const signal = AbortSignal.timeout(input.timeoutMs);
  const first = await send(input, signal);
  const again = first.kind === 'unreachable' || (first.kind === 'answered' && first.status >= 500);
  return again ? send(input, signal) : first;
}

async function send(input: Parameters<typeof forward>[0], signal: AbortSignal): Promise<Forwarded> {
  const { url, method, headers, body } = input;
  try {
    const response = await fetch(url, { method, headers, redirect: 'manual', signal, ...(body && { body }) });
    const text = await readLimited(response);
    if (text === undefined) return { kind: 'too-large' };
    return answered(response, text);
  } catch (error) {
    if (signal.aborted) return { kind: 'timed-out' };
    return { kind: 'unreachable', message: reasonOf(error) };
  }
}

async function readLimited(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > largestBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answered(response: Response, text: string): Forwarded {
  const { status } = response;
  const isJson = /^application\/(\S+\+)?json\b/.test(response.headers.get('content-type') ?? '');
  if (!isJson || text === '') return { kind: 'answered', status, body: text };
  try {
    return { kind: 'answered', status, body: JSON.parse(text) };
  } catch {
    return { kind: 'malformed' };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

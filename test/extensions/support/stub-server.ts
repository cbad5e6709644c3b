/** One request of the card, as HubSpot's proxy would send it on. */
export type CardRequest = { method: string; path: string; body?: unknown };

type Reply = () => Promise<Response>;
type FetchOptions = { method?: string; body?: unknown; timeout?: number; headers?: unknown };

export type StubServer = ReturnType<typeof createStubServer>;

/** Answers each path from a list that was given beforehand, in order; a request nobody foresaw fails the test. */
export function createStubServer(baseUrl: string) {
  const requests: CardRequest[] = [];
  const unforeseen: string[] = [];
  const replies = new Map<string, Reply[]>();

  async function hsFetch(url: string, options: FetchOptions = {}): Promise<Response> {
    const { method = 'GET', body, timeout, headers } = options;
    const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
    const reply = replies.get(`${method} ${path}`)?.shift();
    if (reply === undefined || timeout !== 15_000 || headers !== undefined) {
      unforeseen.push(`${method} ${path} ${JSON.stringify({ timeout, headers })}`);
      throw new Error('unforeseen request');
    }
    requests.push(body === undefined ? { method, path } : { method, path, body: structuredClone(body) });
    return reply();
  }

  return {
    hsFetch,
    requests,
    unforeseen,
    on(request: `${'GET' | 'POST'} ${string}`, ...next: Reply[]): void {
      replies.set(request, [...(replies.get(request) ?? []), ...next]);
    },
  };
}

export const json =
  (value: unknown): Reply =>
  async () =>
    new Response(JSON.stringify(value), { status: 200 });

export const status =
  (code: number): Reply =>
  async () =>
    new Response('{"category":"BAD_GATEWAY"}', { status: code });

export const text =
  (body: string): Reply =>
  async () =>
    new Response(body, { status: 200 });

export const fails =
  (message: string): Reply =>
  async () => {
    throw new Error(message);
  };

/** An answer that comes when the test says so; `arrive` ends once the card has read it. */
export function later(value: unknown): { reply: Reply; arrive(): Promise<void> } {
  const sent = Promise.withResolvers<void>();
  const read = Promise.withResolvers<void>();
  const response = Response.json(value);
  const json = async () => {
    const content: unknown = await response.clone().json();
    setImmediate(read.resolve);
    return content;
  };
  return {
    reply: () => sent.promise.then(() => Object.assign(response, { json })),
    arrive: () => {
      sent.resolve();
      return read.promise;
    },
  };
}

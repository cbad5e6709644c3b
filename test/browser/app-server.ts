import { createServer, type IncomingMessage } from 'node:http';

export type AppRequest = {
  readonly method: string;
  /** As sent: path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

/** What the app's server answers; `never` leaves the request open until the server closes. */
export type AppAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'never' };

export type AppServer = {
  readonly url: string;
  readonly requests: readonly AppRequest[];
  close(): Promise<void>;
};

/** A stand-in for the product's server: answers as told, keeps what it was asked. */
export async function startAppServer(answer: (request: AppRequest) => AppAnswer): Promise<AppServer> {
  const requests: AppRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
    requests.push(request);
    const given = answer(request);
    if (given.kind === 'never') return;
    if (given.kind === 'redirect') {
      response.writeHead(302, { Location: given.to }).end();
      return;
    }
    response.writeHead(given.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(given.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The app server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

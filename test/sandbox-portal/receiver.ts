import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  headers: Record<string, string | string[] | undefined>;
  body: string;
  events: Record<string, unknown>[];
};

/** A server that takes webhooks and answers what the test says. */
export type Receiver = {
  url: string;
  received: Received[];
  answer(status: number): void;
  stop(): Promise<void>;
};

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body, events: JSON.parse(body) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks/hubspot`,
    received,
    answer(next) {
      status = next;
    },
    stop: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}

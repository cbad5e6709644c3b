import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { listenOnLoopback } from '../loopback.ts';

/** What stands before the servers in production: one address, whoever runs behind it. */
export type Front = { readonly url: string; close(): Promise<void> };

const PATIENCE_MS = 3_000;

/**
 * Passes each request to one of the servers that are up, in turn; waits a little while none is. What a server left
 * unanswered is answered 502, never sent twice: whether it was done is for HubSpot's retry to find out.
 */
export async function createFront(servers: () => readonly { readonly url: string }[]): Promise<Front> {
  let turn = 0;
  const choose = async () => {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const up = servers();
      turn += 1;
      const chosen = up[turn % Math.max(up.length, 1)];
      if (chosen !== undefined || Date.now() > deadline) return chosen;
      await pause(50);
    }
  };
  const server = createServer((incoming, response) => {
    void choose()
      .then((chosen) => (chosen === undefined ? 503 : pass(incoming, chosen.url)))
      .catch(() => 502)
      .then((status) => end(response, status));
  });
  const { port, close } = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await close();
    },
  };
}

async function pass(incoming: IncomingMessage, url: string): Promise<number> {
  const body = await buffer(incoming);
  const { method = 'POST', headers } = incoming;
  return new Promise((resolve, reject) => {
    const call = request(new URL(incoming.url ?? '/', url), { method, headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 502);
    });
    call.once('error', reject);
    call.end(body);
  });
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}

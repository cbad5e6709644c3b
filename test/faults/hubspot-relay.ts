import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { listenOnLoopback } from './loopback.ts';

/** A way to HubSpot that counts what is written, and can be cut. */
export type HubSpotRelay = {
  readonly url: string;
  cut(): void;
  /** The next so many batches are answered without their last record, which HubSpot has written; gives what was left to do. */
  leaveOut(times: number): number;
  close(): Promise<void>;
};

/**
 * Relays HubSpot's API. `onWrite` is told of every write that HubSpot has done before its caller is: when it answers
 * 'cut', the caller never learns of it.
 */
export async function createHubSpotRelay(target: string, onWrite: () => 'on' | 'cut'): Promise<HubSpotRelay> {
  let isCut = false;
  let toSpoil = 0;
  const server = createServer((incoming, response) => {
    if (isCut) return void response.destroy();
    pass(target, incoming)
      .then((answer) => {
        if (isWrite(incoming) && onWrite() === 'cut') cut();
        if (isCut) return void response.destroy();
        const spoilt = toSpoil > 0 && BATCH_WRITE.test(incoming.url ?? '') ? withoutLast(answer) : null;
        if (spoilt !== null) toSpoil -= 1;
        send(response, spoilt ?? answer);
        return undefined;
      })
      .catch(() => response.destroy());
    return undefined;
  });
  const cut = () => {
    isCut = true;
    server.closeAllConnections();
  };
  const { port, close } = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    leaveOut(times) {
      const left = toSpoil;
      toSpoil = times;
      return left;
    },
    close: async () => {
      cut();
      await close();
    },
  };
}

type Answer = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
};

/** Sends a call on; resolves once it is answered whole. */
async function pass(target: string, incoming: IncomingMessage): Promise<Answer> {
  const sent = await buffer(incoming);
  const { url = '/', method = 'GET', headers } = incoming;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = request(new URL(url, target), { method, headers, agent: false }, resolve);
    call.once('error', reject);
    call.end(sent);
  });
  return { status: answer.statusCode ?? 502, headers: passedOn(answer), body: await buffer(answer) };
}

function passedOn({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      /^(content-type|retry-after|x-hubspot-.*)$/.test(name) && typeof value === 'string'
        ? [[name, value]]
        : [],
    ),
  );
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}

const BATCH_WRITE = /\/batch\/(create|update|upsert)$/;
const batch = z.looseObject({ results: z.array(z.unknown()) });

/** Null where there is nothing to leave out. */
function withoutLast(answer: Answer): Answer | null {
  if (answer.status >= 300) return null;
  const { results, ...rest } = batch.parse(JSON.parse(answer.body.toString('utf8')));
  if (results.length === 0) return null;
  return { ...answer, body: Buffer.from(JSON.stringify({ ...rest, results: results.slice(0, -1) })) };
}

function isWrite({ method, url = '' }: IncomingMessage): boolean {
  return method !== 'GET' && !/\/(batch\/read|search)(\?|$)/.test(url);
}

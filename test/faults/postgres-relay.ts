import { connect, createServer, type Socket } from 'node:net';
import { createCommitWatch } from './commit-watch.ts';
import { listenOnLoopback } from './loopback.ts';

/** A way to PostgreSQL that counts what is committed, and can be cut. */
export type PostgresRelay = { readonly url: string; cut(): void; close(): Promise<void> };

/**
 * Relays PostgreSQL. `onCommit` is told of every commit before its client is: when it answers 'cut', the client never
 * learns that the server has committed, as when it dies at that moment.
 */
export async function createPostgresRelay(
  target: string,
  onCommit: () => 'on' | 'cut',
): Promise<PostgresRelay> {
  const to = new URL(target);
  const open = new Set<Socket>();
  let isCut = false;
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  const server = createServer((client) => {
    if (isCut) return client.destroy();
    const upstream = connect(Number(to.port), to.hostname);
    const watch = createCommitWatch();
    pair(client, upstream, open);
    client.on('data', (bytes) => {
      watch.fromClient(bytes);
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      for (let commits = watch.fromServer(bytes); commits > 0; commits--) if (onCommit() === 'cut') cut();
      if (!isCut) client.write(bytes);
    });
    return undefined;
  });
  const { port, close } = await listenOnLoopback(server);
  const url = new URL(target);
  url.port = String(port);
  return {
    url: url.href,
    cut,
    close: async () => {
      cut();
      await close();
    },
  };
}

/** Either side's end is the other's; a broken line is no error of ours. */
function pair(client: Socket, upstream: Socket, open: Set<Socket>): void {
  for (const [socket, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => other.destroy());
    socket.on('end', () => other.end());
    socket.on('close', () => {
      open.delete(socket);
      other.destroy();
    });
  }
}

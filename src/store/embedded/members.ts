import { randomBytes } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { writeAddress } from './keeper-address.ts';

/**
 * The keeper's side of membership. Each process that uses the embedded server holds one loopback connection:
 * it sends the token of `keeper.json`, is answered the database's URL, and counts as a member until its
 * connection closes, for whatever reason.
 */
export type Members = {
  /** Resolves when the last member has gone, or when none came within 15 s. */
  readonly allGone: Promise<void>;
  /** Lets those who wait for the server's end go, and resolves when they have. */
  dismiss(): Promise<void>;
};

// A keeper that nobody joins has lost the process that started it.
const FIRST_MEMBER_MS = 15_000;
const FAREWELL_MS = 1_000;
const MAX_CONNECTIONS = 200;

export async function admitMembers(dataDir: string, url: string): Promise<Members> {
  const token = randomBytes(24).toString('base64url');
  const open = new Set<Socket>();
  const present = new Set<Socket>();
  const gone = Promise.withResolvers<void>();
  const lonely = setTimeout(gone.resolve, FIRST_MEMBER_MS);
  const leave = (socket: Socket) => {
    if (present.delete(socket) && present.size === 0) gone.resolve();
  };
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.setEncoding('utf8');
    socket.once('data', (word) => {
      if (String(word) !== `${token}\n`) return socket.destroy();
      clearTimeout(lonely);
      present.add(socket);
      return socket.write(`${url}\n`);
    });
    socket.on('error', () => socket.destroy());
    socket.once('end', () => {
      leave(socket);
      // The last one waits until the server has stopped; the others need not.
      if (present.size > 0) socket.end();
    });
    socket.once('close', () => {
      open.delete(socket);
      leave(socket);
    });
  });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listen(server);
  writeAddress(dataDir, { pid: process.pid, port, token });
  void gone.promise.then(() => server.close());
  return {
    allGone: gone.promise,
    dismiss: async () => {
      clearTimeout(lonely);
      const closed = [...open].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of open) socket.end();
      await Promise.race([Promise.all(closed), pause(FAREWELL_MS)]);
    },
  };
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('the system gave no port'));
    });
  });
}

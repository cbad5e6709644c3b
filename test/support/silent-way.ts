import { connect, createServer, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';

/** A way to PostgreSQL whose connections may fall silent without an end, as when a network or a machine goes. */
export type SilentWay = {
  readonly url: string;
  /** What is connected now hears and is heard no more; who connects anew gets through. */
  fallSilent(): void;
  close(): Promise<void>;
};

export async function createSilentWay(to: string): Promise<SilentWay> {
  const there = new URL(to);
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(Number(there.port), there.hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    near.pipe(far).pipe(near);
    for (const each of pair) {
      each.on('error', () => each.destroy());
      each.on('close', () => {
        pairs.delete(pair);
        for (const end of pair) end.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the way has no port');
  const url = new URL(to);
  url.host = `127.0.0.1:${address.port}`;
  return {
    url: url.href,
    fallSilent() {
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        // Read, so that nothing is noticed, and dropped.
        for (const each of [near, far]) each.pipe(new PassThrough()).resume();
      }
    },
    close: () => {
      for (const each of [...pairs].flat()) each.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

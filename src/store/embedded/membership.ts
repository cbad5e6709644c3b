import { connect, type Socket } from 'node:net';
import { readAddress } from './keeper-address.ts';

/** A process's hold on the embedded server: while it lasts, the server runs. */
export type Membership = {
  readonly url: string;
  /** Resolves when the keeper has gone without our leaving. */
  readonly lost: Promise<void>;
  /** Leaves. If we were the last, the server has stopped when this resolves. */
  leave(): Promise<void>;
};

const ANSWER_MS = 10_000;
const STOP_MS = 30_000;

/** Joins the running server of a data folder. Resolves to undefined when none runs there. */
export async function joinKeeper(dataDir: string): Promise<Membership | undefined> {
  const address = readAddress(dataDir);
  if (address === undefined) return undefined;
  const socket = connect({ host: '127.0.0.1', port: address.port, allowHalfOpen: true });
  const url = await askForUrl(socket, address.token);
  if (url !== undefined) return memberOf(socket, url);
  socket.destroy();
  return undefined;
}

/** Undefined when nobody answers, or somebody else than the keeper (the file outlived it). */
function askForUrl(socket: Socket, token: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => resolve(undefined), ANSWER_MS);
    const answer = (url: string | undefined) => {
      clearTimeout(giveUp);
      resolve(url);
    };
    socket.setEncoding('utf8');
    // A refused connection is the normal sign that no keeper is there; 'close' follows and answers.
    socket.on('error', () => socket.destroy());
    socket.once('close', () => answer(undefined));
    socket.once('end', () => answer(undefined));
    socket.once('connect', () => socket.write(`${token}\n`));
    socket.once('data', (text) => {
      const line = String(text).trim();
      answer(line.startsWith('postgres://') ? line : undefined);
    });
  });
}

function memberOf(socket: Socket, url: string): Membership {
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  let leaving = false;
  const lost = Promise.withResolvers<void>();
  socket.once('end', () => socket.end());
  void closed.then(() => {
    if (!leaving) lost.resolve();
  });
  // Being a member does not keep a process alive that has nothing else to do.
  socket.unref();
  return {
    url,
    lost: lost.promise,
    leave: async () => {
      leaving = true;
      socket.ref();
      const tooLate = setTimeout(() => socket.destroy(new Error('too late')), STOP_MS);
      socket.end();
      await closed;
      clearTimeout(tooLate);
    },
  };
}

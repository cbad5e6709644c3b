import { createSplitter, type Message } from './postgres-message.ts';

/**
 * Reads along on one PostgreSQL connection and tells when the server has committed something: a statement or
 * transaction that changed rows has ended, and the connection is idle again.
 */
export type CommitWatch = {
  /** Bytes from the client. */
  fromClient(bytes: Buffer): void;
  /** Bytes from the server; gives the number of commits they tell of. */
  fromServer(bytes: Buffer): number;
};

export function createCommitWatch(): CommitWatch {
  const client = createSplitter({ startsUntyped: true });
  const server = createSplitter({ startsUntyped: false });
  let seen: Seen = { asked: false, wrote: false };
  return {
    fromClient(bytes) {
      for (const { type, body } of client(bytes)) {
        if (QUERIES.has(type) && WRITES.test(body.toString('utf8'))) seen = { ...seen, asked: true };
      }
    },
    fromServer(bytes) {
      let commits = 0;
      for (const message of server(bytes)) {
        const isIdle = message.type === 'Z' && message.body.toString('latin1') === 'I';
        if (isIdle && seen.wrote) commits += 1;
        seen = isIdle ? { ...seen, wrote: false } : after(seen, message);
      }
      return commits;
    },
  };
}

/** `asked`: the statement in flight writes. `wrote`: something waits for the transaction to end. */
type Seen = { readonly asked: boolean; readonly wrote: boolean };

/** What a message of the server changes: C ends a statement and says what it did, E is an error. */
function after({ asked, wrote }: Seen, { type, body }: Message): Seen {
  if (type === 'E') return { asked: false, wrote: false };
  if (type !== 'C') return { asked, wrote };
  const tag = body.toString('utf8', 0, body.length - 1);
  if (tag === 'ROLLBACK') return { asked: false, wrote: false };
  return { asked: false, wrote: wrote || (asked && !TOUCHED_NOTHING.test(tag)) };
}

const QUERIES = new Set(['Q', 'P']);
const WRITES = /\b(insert\s+into|delete\s+from|update\s[^;]*\bset|create|alter)\b/i;
const TOUCHED_NOTHING = /^(INSERT 0|UPDATE|DELETE) 0$/;

/** One message of PostgreSQL's protocol 3.0. */
export type Message = { readonly type: string; readonly body: Buffer };

/**
 * Cuts a stream of one direction into messages: a type byte, the length with itself (4 bytes), the body. A client's
 * first message has no type byte (PostgreSQL, "Message Formats").
 */
export function createSplitter({ startsUntyped }: { startsUntyped: boolean }): (bytes: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0);
  let untyped = startsUntyped;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const messages: Message[] = [];
    for (;;) {
      const head = untyped ? 0 : 1;
      if (rest.length < head + 4) return messages;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return messages;
      const type = untyped ? '' : String.fromCharCode(rest[0] ?? 0);
      messages.push({ type, body: rest.subarray(head + 4, end) });
      rest = rest.subarray(end);
      untyped = false;
    }
  };
}

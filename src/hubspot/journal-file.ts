import { z } from 'zod';
import { Problem } from '../errors.ts';
import { parseAnswer, problemOfAnswer, problemOfFailure } from './answer.ts';
import type { OnCall } from './request.ts';

/**
 * Reads the events of an entry from its signed address. Rejects with a `Problem`: `hubspot-unexpected` when the file
 * is not what HubSpot documents, another code when it could not be had.
 */
export type ReadJournalFile = (url: string) => Promise<readonly unknown[]>;

const CALL = { method: 'GET', route: 'journal file' };
/** HubSpot ends a file at 5 MB (July 2026). */
const MOST_BYTES = 32 * 1024 * 1024;

const file = z.object({ journalEvents: z.array(z.unknown()) });

/**
 * The files lie with a storage service whose host HubSpot does not document: the one place where an address of an
 * answer is called. It must be https by a public name (or HubSpot's configured address itself), gets no token, may not
 * send us on, and is bounded in time and size.
 */
export function createJournalFiles(options: {
  readonly baseUrl: string;
  readonly onCall: OnCall;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly timeoutMs?: number;
  readonly mostBytes?: number;
}): ReadJournalFile {
  const { baseUrl, onCall, now, timeoutMs = 30_000, mostBytes = MOST_BYTES } = options;
  const own = new URL(baseUrl).origin;
  return async (url) => {
    if (!isAllowed(url, own)) {
      throw new Problem('hubspot-unexpected', 'the address of a journal file is none that may be called');
    }
    const started = now();
    const tell = (status: number) => onCall({ ...CALL, status, ms: now() - started });
    let answer: { status: number; headers: Headers; text: string | null };
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(url, { redirect: 'error', signal });
      answer = {
        ...{ status: response.status, headers: response.headers },
        text: await textOf(response, mostBytes),
      };
    } catch (cause) {
      tell(0);
      throw problemOfFailure(CALL, cause);
    }
    tell(answer.status);
    return eventsOf(answer, mostBytes);
  };
}

function eventsOf(
  { status, headers, text }: { status: number; headers: Headers; text: string | null },
  mostBytes: number,
): readonly unknown[] {
  // Nothing of what a storage service says may be a key of ours, but the signed address may be in it.
  if (status !== 200) throw problemOfAnswer(CALL, status, headers, '');
  if (text === null)
    throw new Problem('hubspot-unexpected', `a journal file is larger than ${mostBytes} bytes`);
  return parseAnswer(file, jsonOf(text), CALL.route).journalEvents;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What JSON.parse says quotes the file, which names people's values.
    throw new Problem('hubspot-unexpected', 'a journal file is not JSON');
  }
}

/** A name with a dot whose last part is a word, so that no address of a machine or of a private network is one. */
const PUBLIC_NAME = /^(?=.{4,253}$)([a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home|corp|arpa|localdomain)$/;

function isAllowed(text: string, own: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (url.origin === own) return true;
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    PUBLIC_NAME.test(url.hostname) &&
    !PRIVATE_NAME.test(url.hostname)
  );
}

/** Null: too large; the rest is not read. */
async function textOf(response: Response, mostBytes: number): Promise<string | null> {
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) return null;
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

import { hubspot } from '@hubspot/ui-extensions';
import type { Failure } from '../contract/company-card.ts';
import type { Parser } from '../contract/parser.ts';
import type { NoAnswer, Reply } from './reply.ts';

/** HubSpot's own limit for hubspot.fetch (developers.hubspot.com, "Fetching data"). */
const TIMEOUT_MS = 15_000;

/**
 * Sends one request through HubSpot, which signs it, and reads the answer with the contract's parser.
 * It never throws: every way to fail is a reply.
 */
export async function ask<Answer extends { ok: true }>(
  url: string,
  parser: Parser<Answer | Failure>,
  body?: Record<string, unknown>,
): Promise<Reply<Answer>> {
  let response: Response;
  try {
    const request = body === undefined ? { method: 'GET' as const } : { method: 'POST' as const, body };
    response = await hubspot.fetch(url, { ...request, timeout: TIMEOUT_MS });
  } catch (error) {
    return noAnswer({ kind: 'unreachable', detail: messageOf(error) });
  }
  if (response.status === 429) return noAnswer({ kind: 'busy' });
  if (!response.ok) return noAnswer({ kind: 'status', status: response.status });
  return read(response, parser);
}

async function read<Answer extends { ok: true }>(
  response: Response,
  parser: Parser<Answer | Failure>,
): Promise<Reply<Answer>> {
  let json: unknown;
  try {
    json = await response.json();
  } catch (error) {
    return noAnswer({ kind: 'unreadable', detail: messageOf(error) });
  }
  const parsed = parser.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return noAnswer({ kind: 'unreadable', detail: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  const answer = parsed.data;
  return answer.ok ? { kind: 'answered', answer } : { kind: 'refused', error: answer.error };
}

function noAnswer(reason: NoAnswer): { kind: 'no-answer'; reason: NoAnswer } {
  return { kind: 'no-answer', reason };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

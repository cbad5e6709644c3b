import { z } from 'zod';
import type { Sql } from './sql.ts';

export type RequestKey = { readonly portalId: string; readonly userId: string; readonly requestId: string };

/** The state of a screen's request: new to us, being done right now, answered before, or another's id. */
export type Begun =
  | { readonly kind: 'new' /** What an earlier try had done already. */; readonly progress: unknown }
  | { readonly kind: 'under-way' }
  | { readonly kind: 'answered'; readonly answer: unknown }
  /** The id was used for another act. */
  | { readonly kind: 'other-act' };

const row = z.object({ act: z.string().nullable(), answer: z.unknown(), progress: z.unknown() });

/** A request that was begun and never answered (the process died) may be taken up again after so long. */
const ABANDONED_MS = 180_000;

/**
 * Claims a request. HubSpot repeats a call that failed or took long, and people click twice: the same request id is
 * done once and answered the same (R57). `act` says what it does to which record: an id stands for one act alone.
 */
export async function beginRequest(sql: Sql, key: RequestKey, act: string, now: Date): Promise<Begun> {
  const claimed = await sql.run(
    `INSERT INTO answered_request (portal_id, user_id, request_id, begun_at, act) VALUES ($1, $2, $3, $4, $6)
     ON CONFLICT (portal_id, user_id, request_id) DO UPDATE SET begun_at = excluded.begun_at
       WHERE answered_request.answer IS NULL AND answered_request.begun_at < $5
         AND coalesce(answered_request.act, $6) = $6`,
    [key.portalId, key.userId, key.requestId, now, new Date(now.getTime() - ABANDONED_MS), act],
  );
  const found = await sql.maybe(
    (each) => row.parse(each),
    'SELECT act, answer, progress FROM answered_request WHERE portal_id = $1 AND user_id = $2 AND request_id = $3',
    [key.portalId, key.userId, key.requestId],
  );
  if (claimed === 1) return { kind: 'new', progress: found?.progress ?? null };
  if (found?.act != null && found.act !== act) return { kind: 'other-act' };
  return found?.answer == null ? { kind: 'under-way' } : { kind: 'answered', answer: found.answer };
}

/** Notes a step that must not be done twice. */
export async function noteProgress(sql: Sql, key: RequestKey, progress: unknown): Promise<void> {
  await sql.run(
    'UPDATE answered_request SET progress = $4 WHERE portal_id = $1 AND user_id = $2 AND request_id = $3',
    [key.portalId, key.userId, key.requestId, JSON.stringify(progress)],
  );
}

/** It was tried and may be tried again at once: what was done so far stays known. */
export async function releaseRequest(sql: Sql, key: RequestKey): Promise<void> {
  await sql.run(
    'UPDATE answered_request SET begun_at = $4 WHERE portal_id = $1 AND user_id = $2 AND request_id = $3',
    [key.portalId, key.userId, key.requestId, new Date(0)],
  );
}

export async function answerRequest(sql: Sql, key: RequestKey, answer: unknown): Promise<void> {
  await sql.run(
    'UPDATE answered_request SET answer = $4 WHERE portal_id = $1 AND user_id = $2 AND request_id = $3',
    [key.portalId, key.userId, key.requestId, JSON.stringify(answer)],
  );
}

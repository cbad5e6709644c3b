import { z } from 'zod';
import { Problem } from '../errors.ts';
import { parseAnswer } from './answer.ts';
import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

/** An entry of the webhooks journal: where its file lies for a few minutes, and its place. */
export type JournalEntry = { readonly url: string; readonly offset: string };

const pointer = z.object({ url: z.string().min(1), currentOffset: z.string().min(1).max(200) });

/**
 * The first entry of a portal after `offset`; with none, the earliest of the three days that HubSpot keeps. Null: there
 * is none yet. Rejects with a `Problem`; `isLostOffset` says of one whether the offset is to blame.
 */
export async function nextEntry(
  request: HubSpotRequest,
  portalId: string,
  offset: string | null,
): Promise<JournalEntry | null> {
  const place = offset === null ? 'earliest' : `offset/${encodeURIComponent(offset)}/next`;
  const path = `/webhooks-journal/journal-local/${API_VERSION}/${place}`;
  const answer = await request({ method: 'GET', path, query: { installPortalId: portalId } });
  // HubSpot answers 204 at the end.
  if (answer === undefined) return null;
  const { url, currentOffset } = parseAnswer(pointer, answer, path);
  return { url, offset: currentOffset };
}

/** What HubSpot says to an offset that it keeps no more is not documented: any of these is taken for it. */
export function isLostOffset(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'hubspot-not-found' || error.code === 'hubspot-refused');
}

import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import { Problem } from '../../src/errors.ts';
import { createRequest, type HubSpotRequest } from '../../src/hubspot/request.ts';
import { nock } from '../support/nock.ts';

// An address of its own for every test file: fetch keeps connections per address, and those that another file mocked
// are closed.
const file = createHash('sha256')
  .update(expect.getState().testPath ?? '')
  .digest();
export const BASE_URL = `http://127.0.0.1:${20_000 + (file.readUInt16BE() % 40_000)}`;

/** A client of a HubSpot that says what the test lets it say. */
export function clientOf(options: Partial<Parameters<typeof createRequest>[0]> = {}): HubSpotRequest {
  return createRequest({
    ...{ baseUrl: BASE_URL, accessToken: 'test-token', callsPerTenSeconds: 10_000 },
    ...options,
  });
}

/** One POST to this path must have exactly this body, and is answered so. */
export function answers(path: string, body: unknown, answer: unknown, status = 200): void {
  nock(BASE_URL, { reqheaders: { authorization: 'Bearer test-token', 'content-type': 'application/json' } })
    .post(path, (sent) => isDeepStrictEqual(sent, body))
    .reply(status, answer as nock.Body);
}

/** What a call rejects with; fails the test when it does not, or not with one of our errors. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const outcome = await work.then(
    () => new Error('it succeeded'),
    (error: unknown) => error,
  );
  if (outcome instanceof Problem) return outcome;
  throw outcome;
}

export function record(id: string, properties: Record<string, string | null> = {}, more: object = {}) {
  return { id, properties, createdAt: '2026-03-02T09:00:00Z', updatedAt: '2026-03-02T09:00:00Z', ...more };
}

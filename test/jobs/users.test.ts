import { expect, test } from '@jest/globals';
import { Problem } from '../../src/errors.ts';
import { createUsers } from '../../src/jobs/users.ts';
import { PORTAL } from './portal.ts';

const OWNER = { id: '9103', userId: 7003, teams: [{ id: 301 }] };

test('a screen waits for HubSpot’s word on a user for a while; an answer that comes late is there for the next', async () => {
  const answers: ((owner: unknown) => void)[] = [];
  const slow = { ...PORTAL, request: () => new Promise<unknown>((resolve) => answers.push(resolve)) };
  const users = createUsers(() => 0, 1);
  const error: unknown = await users(slow, '7003').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ code: 'hubspot-unavailable', retry: { kind: 'later' } });
  answers[0]?.(OWNER);
  expect(await users(slow, '7003')).toEqual({ id: '9103', userId: '7003', teamIds: ['301'] });
  expect(answers).toHaveLength(1);
});

test('a user that HubSpot names at once costs one call an hour', async () => {
  let [now, calls] = [0, 0];
  const request = async () => {
    calls += 1;
    return OWNER;
  };
  const quick = { ...PORTAL, request };
  const users = createUsers(() => now);
  for (const minute of [0, 30, 59, 61]) {
    now = minute * 60_000;
    await users(quick, '7003');
  }
  expect(calls).toBe(2);
});

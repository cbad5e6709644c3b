import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config.ts';
import { environment } from '../src/environment.ts';
import { Problem } from '../src/errors.ts';

const KEY = Buffer.alloc(32, 7);
const OLD_KEY = Buffer.alloc(32, 9);
const complete = {
  HUBSPOT_ACCESS_TOKEN: 'sandbox-access-token',
  HUBSPOT_CLIENT_SECRET: 'sandbox-client-secret',
  HUBSPOT_APP_ID: '2001',
  PUBLIC_URL: 'https://partners.example.com/',
  ENCRYPTION_KEY: KEY.toString('base64'),
};

function problemOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof Problem && error.code === 'config-invalid')
      return error.message.split('\n  ').slice(1);
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  test('needs five values; the rest has its defaults', () => {
    expect(readConfig(complete)).toEqual({
      hubspot: {
        auth: { kind: 'private-app', accessToken: 'sandbox-access-token' },
        clientSecret: 'sandbox-client-secret',
        appId: '2001',
        portalId: undefined,
        baseUrl: 'https://api.hubapi.com',
        headroom: 0.2,
      },
      publicUrl: 'https://partners.example.com',
      port: 3000,
      database: { kind: 'embedded', folder: './data' },
      backupDir: undefined,
      encryptionKeys: [KEY],
      webhookSignature: 'v3',
      logLevel: 'info',
      secrets: [
        'sandbox-access-token',
        'sandbox-client-secret',
        complete.ENCRYPTION_KEY,
        complete.ENCRYPTION_KEY,
      ],
    });
  });

  test('takes every value that is set', () => {
    const { HUBSPOT_ACCESS_TOKEN: _, ...rest } = complete;
    const config = readConfig({
      ...rest,
      HUBSPOT_CLIENT_ID: 'client-id-1',
      HUBSPOT_PORTAL_ID: '1001',
      HUBSPOT_BASE_URL: 'http://localhost:4010',
      HUBSPOT_HEADROOM_PERCENT: '35',
      PORT: '8080',
      DATABASE_URL: 'postgres://app:p%40ss-word@db.internal:5432/partnerships',
      BACKUP_DIR: '/backup',
      ENCRYPTION_KEY: `${KEY.toString('base64')}, ${OLD_KEY.toString('hex')}`,
      WEBHOOK_SIGNATURE: 'v1',
      LOG_LEVEL: 'debug',
    });

    expect(config).toMatchObject({
      hubspot: {
        auth: { kind: 'oauth', clientId: 'client-id-1' },
        portalId: '1001',
        baseUrl: 'http://localhost:4010',
        headroom: 0.35,
      },
      port: 8080,
      database: { kind: 'url', url: 'postgres://app:p%40ss-word@db.internal:5432/partnerships' },
      backupDir: '/backup',
      encryptionKeys: [KEY, OLD_KEY],
      webhookSignature: 'v1',
      logLevel: 'debug',
    });
    expect(config.secrets).toEqual(
      expect.arrayContaining(['p%40ss-word', 'p@ss-word', OLD_KEY.toString('hex')]),
    );
  });

  test('an empty environment is told of everything it needs, at once', () => {
    expect(problemOf({}).map((line) => line.split('.')[0])).toEqual([
      'HUBSPOT_ACCESS_TOKEN is missing',
      'HUBSPOT_CLIENT_SECRET is missing',
      'HUBSPOT_APP_ID is missing',
      'PUBLIC_URL is missing',
      'ENCRYPTION_KEY is missing',
    ]);
  });

  test('every malformed value is refused by name with what to do, never replaced by a default', () => {
    const problems = problemOf({
      ...complete,
      HUBSPOT_CLIENT_ID: 'both-are-set',
      HUBSPOT_APP_ID: 'my-app',
      HUBSPOT_PORTAL_ID: '-1',
      HUBSPOT_BASE_URL: 'http://example.com',
      PUBLIC_URL: 'partners.example.com',
      PORT: '80a',
      DATABASE_URL: 'mysql://localhost/x',
      ENCRYPTION_KEY: 'too-short',
      WEBHOOK_SIGNATURE: 'v2',
      LOG_LEVEL: 'loud',
    });

    expect(problems).toEqual([
      expect.stringMatching(/^HUBSPOT_ACCESS_TOKEN and HUBSPOT_CLIENT_ID are both set\. Keep/),
      'HUBSPOT_APP_ID "my-app" is not a HubSpot id (a number). Copy the app id from the app in HubSpot.',
      expect.stringMatching(/^HUBSPOT_PORTAL_ID "-1" is not a HubSpot id/),
      expect.stringMatching(/^HUBSPOT_BASE_URL "http:\/\/example.com" must begin with https/),
      expect.stringMatching(/^PUBLIC_URL "partners.example.com" is not a URL\. Set the address/),
      'PORT "80a" is not a port (1 to 65535). Set a number, or leave it out for 3000.',
      expect.stringMatching(/^DATABASE_URL is not a URL like/),
      expect.stringMatching(/^ENCRYPTION_KEY is not a list of keys of 32 bytes, base64 or hex\. Make one/),
      expect.stringMatching(/^WEBHOOK_SIGNATURE "v2" is neither v3 nor v1\./),
      expect.stringMatching(/^LOG_LEVEL "loud" is none of error, warn, info, debug\./),
    ]);
  });

  test.each(['0', '65536', '80.5', ' 80', '+80', '1e3', '0x50'])('the port %j is refused', (port) => {
    expect(problemOf({ ...complete, PORT: port })).toEqual([expect.stringMatching(/^PORT .* is not a port/)]);
  });

  test('a database password with a bare % is refused, since nobody can say what it means', () => {
    expect(problemOf({ ...complete, DATABASE_URL: 'postgres://app:100%sure@localhost/x' })).toEqual([
      expect.stringMatching(/^DATABASE_URL is not a URL like/),
    ]);
  });

  test('a complaint never shows a secret', () => {
    const secrets = {
      HUBSPOT_ACCESS_TOKEN: 'pat with spaces',
      HUBSPOT_CLIENT_SECRET: 'sh0rt',
      DATABASE_URL: 'postgres//app:hunter2',
      ENCRYPTION_KEY: 'not-a-key-at-all',
    };
    const text = problemOf({ ...complete, ...secrets }).join('\n');

    expect(text.split('\n')).toHaveLength(4);
    for (const value of Object.values(secrets)) expect(text).not.toContain(value);
    expect(text).not.toContain('hunter2');
  });

  test('the example file names exactly the variables that the server reads, and a copy of it sets none', () => {
    const example = parseEnv(readFileSync(new URL('../.env.example', import.meta.url), 'utf8'));

    expect(Object.keys(example).sort()).toEqual(Object.keys(environment.shape).sort());
    expect(Object.values(example).every((value) => value === '')).toBe(true);
    expect(readConfig({ ...example, ...complete })).toEqual(readConfig(complete));
  });
});

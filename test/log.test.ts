import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Problem } from '../src/errors.ts';
import { createKnownSecrets } from '../src/known-secrets.ts';
import { createLog } from '../src/log.ts';
import { createRedactor } from '../src/redact.ts';
import { recordingLog } from './support/log.ts';

describe('the log', () => {
  test('writes one JSON object per line, with the facts of its parents', () => {
    const { log, lines } = recordingLog();
    const child = log.child({ portalId: '1001' }).child({ deliveryId: 12n });
    child.info('delivery stored', { events: 3 });
    log.debug('done');

    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(lines()).toEqual([
      {
        level: 'info',
        message: 'delivery stored',
        timestamp: time,
        portalId: '1001',
        deliveryId: '12',
        events: 3,
      },
      { level: 'debug', message: 'done', timestamp: time },
    ]);
  });

  test('is readable when a person watches, and quiet below its level', () => {
    const output = Object.assign(new PassThrough(), { isTTY: true });
    const log = createLog({ level: 'info', secrets: [], output });
    log.debug('not shown');
    log.warn('slow answer', { portalId: '1001', ms: 5000 });

    expect(String(output.read())).toMatch(/^\d\d:\d\d:\d\d WARN {2}slow answer portalId=1001 ms=5000\n$/);
  });

  test('keeps the causes of an error and its facts, but no fields of a driver that hold rows', () => {
    const { log, lines } = recordingLog();
    const refused = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (name)=(Ada) exists',
    });
    log.error('write failed', {
      error: new Problem('hubspot-refused', 'HubSpot said no', { facts: { dealId: '7' }, cause: refused }),
    });

    expect(lines()).toEqual([
      expect.objectContaining({
        error: {
          name: 'Problem',
          message: 'HubSpot said no',
          code: 'hubspot-refused',
          facts: { dealId: '7' },
          stack: expect.any(String),
          cause: { name: 'Error', message: 'duplicate key', code: '23505', stack: expect.any(String) },
        },
      }),
    ]);
  });

  test('leaves out what others quote: they may name people', () => {
    const { log, text } = recordingLog();
    const said = 'Property "name": "Ada Lovelace" is taken';
    log.warn('refused', {
      error: new Problem('hubspot-refused', `HubSpot answered 400 to POST /x: ${said}`, { quoted: said }),
    });
    log.warn('unreadable', { error: broken(() => JSON.parse('{"name": Ada Lovelace')) });
    log.warn('bad value', {
      error: Object.assign(new Error('invalid input syntax for type date: "Ada Lovelace"'), {
        code: '22007',
      }),
    });

    expect(text()).not.toContain('Lovelace');
    expect(text()).toContain('HubSpot answered 400 to POST /x: [quoted]');
    expect(text()).toContain('invalid input syntax for type date: [quoted]');
  });

  test('shows neither secrets nor persons, whatever they are called', () => {
    const secret = 'pat-eu1-s3cr/t+value';
    const { log, text } = recordingLog([secret]);
    log.info(`calling with ${secret}`, {
      accessToken: 'another-token',
      Authorization: 'Bearer something-long',
      nested: [
        {
          clientSecret: 'x',
          url: `https://h/?t=${encodeURIComponent(secret)}`,
          userEmail: 'ada@example.com',
        },
      ],
      note: 'Bearer abcdefgh12345678 by ada@example.com',
      database: 'postgres://app:hunter2@db/partnerships',
      base64: Buffer.from(secret).toString('base64'),
      error: new Error(`401 for ${secret}`),
    });

    for (const hidden of [
      secret,
      'another-token',
      'something-long',
      'abcdefgh12345678',
      'hunter2',
      'ada@example.com',
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ]) {
      expect(text()).not.toContain(hidden);
    }
    expect(text()).toContain('401 for [secret]');
  });

  test('a token that came while we run is in no line from then on, those of older children included', () => {
    const { log, text } = recordingLog();
    const child = log.child({ portalId: '1001' });
    const token = 'CJSP5qf1KhICAQEYs-gD';
    log.hide(token);
    child.warn(`HubSpot said ${token}`, {
      note: `x${token}y`,
      base64: Buffer.from(token).toString('base64'),
    });
    expect(text()).not.toMatch(/CJSP|Q0pT/);
    expect(text()).toContain('HubSpot said [secret]');
  });

  test('of learned secrets the newest are known, and none so short that it could be a word', () => {
    const known = createKnownSecrets(['configured'], 2);
    for (const secret of ['token-one', 'token-two', 'token-three', 'token-two', 'deal']) known.learn(secret);
    const text = 'configured token-one token-two token-three of a deal';
    expect(known.cut(text, '*')).toBe('* token-one * * of a deal');
  });

  test('a known secret survives in no place of any value', () => {
    const secret = 'zzzz-SECRET-zzzz';
    const redact = createRedactor(createKnownSecrets([secret]));
    const holder = fc.tuple(fc.string(), fc.string()).map(([before, after]) => `${before}${secret}${after}`);
    const anything = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, holder, fc.integer(), tie('list'), tie('record')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      record: fc.dictionary(fc.oneof(fc.string(), holder), tie('value'), { maxKeys: 4 }),
    })).value;

    fc.assert(fc.property(anything, (value) => !JSON.stringify(redact(value)).includes(secret)));
  });

  test('anything can be logged: cycles, giants and oddities end', () => {
    const redact = createRedactor(createKnownSecrets([]));
    const cycle: Record<string, unknown> = {
      big: 'x'.repeat(100_000),
      bytes: Buffer.alloc(9),
      at: new Date(0),
    };
    cycle.self = cycle;

    const text = JSON.stringify(
      redact({ cycle, many: Array.from({ length: 1000 }, () => 1), odd: [NaN, 1n, () => 1] }),
    );
    expect(text.length).toBeLessThan(40_000);
    expect(text).toContain('(9 bytes)');
    expect(text).toContain('1970-01-01T00:00:00.000Z');
  });
});

function broken(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

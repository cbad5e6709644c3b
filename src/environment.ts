import { z } from 'zod';
import type { PortalId } from './ids.ts';
import { LOG_LEVELS } from './log.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const secret = z
  .string()
  .min(8, 'is shorter than 8 characters, which no such key is')
  .regex(/^\S+$/, 'contains a space or a line break');

const hubspotId = z.string().regex(/^[1-9]\d{0,18}$/, 'is not a HubSpot id (a number)');

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a port (1 to 65535)')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, 'is not a port (1 to 65535)');

const percent = z
  .string()
  .regex(/^\d{1,2}$/, 'is not a percentage (0 to 90)')
  .transform(Number)
  .refine((value) => value <= 90, 'is not a percentage (0 to 90)');

/** Base of URLs, without its last slash. Plain http only to this machine, because keys travel over it. */
const baseUrl = z.string().transform((text, context) => {
  const url = URL.parse(text);
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (url === null) return refuse('is not a URL');
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!safe) return refuse('must begin with https:// (http:// only for localhost)');
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    return refuse('must hold no query, fragment or password');
  }
  return url.href.replace(/\/$/, '');
});

const databaseUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) return false;
  return url.pathname.length > 1 && [url.username, url.password, url.pathname].every(isDecodable);
}, 'is not a URL like postgres://user:password@host:5432/database');

/** A password with a bare % in it is none: its escapes cannot be read. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const KEY_BYTES = 32;

/** 32 bytes each, base64 or hex; the first encrypts and signs, all decrypt and verify. */
const encryptionKeys = z.string().transform((text, context) => {
  const keys = text.split(',').map((each) => decodeKey(each.trim()));
  const good = keys.filter((key) => key !== undefined);
  if (good.length === keys.length) return good;
  context.addIssue({ code: 'custom', message: 'is not a list of keys of 32 bytes, base64 or hex' });
  return z.NEVER;
});

/** Every variable of the environment that the server reads, one parser each. */
export const environment = z.object({
  HUBSPOT_ACCESS_TOKEN: secret.optional(),
  HUBSPOT_CLIENT_ID: secret.optional(),
  HUBSPOT_CLIENT_SECRET: secret,
  HUBSPOT_APP_ID: hubspotId,
  HUBSPOT_PORTAL_ID: hubspotId.transform((id) => id as PortalId).optional(),
  HUBSPOT_BASE_URL: baseUrl.default('https://api.hubapi.com'),
  HUBSPOT_HEADROOM_PERCENT: percent.default(20),
  PUBLIC_URL: baseUrl,
  PORT: port.default(3000),
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: z.string().default('./data'),
  BACKUP_DIR: z.string().optional(),
  ENCRYPTION_KEY: encryptionKeys,
  WEBHOOK_SIGNATURE: z.enum(['v3', 'v1'], 'is neither v3 nor v1').default('v3'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `is none of ${LOG_LEVELS.join(', ')}`).default('info'),
  METRICS_TOKEN: secret.optional(),
});

export type VariableName = keyof typeof environment.shape;

/** Variables whose value is never shown, neither in a log nor in a complaint about it. */
export const SECRET_VARIABLES: ReadonlySet<string> = new Set<VariableName>([
  'HUBSPOT_ACCESS_TOKEN',
  'HUBSPOT_CLIENT_ID',
  'HUBSPOT_CLIENT_SECRET',
  'DATABASE_URL',
  'ENCRYPTION_KEY',
  'METRICS_TOKEN',
]);

function decodeKey(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  const bytes = /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
  return bytes?.length === KEY_BYTES ? bytes : undefined;
}

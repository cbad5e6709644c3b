import type { z } from 'zod';
import { environment, SECRET_VARIABLES, type VariableName } from './environment.ts';
import { Problem } from './errors.ts';
import type { PortalId } from './ids.ts';
import type { LogLevel } from './log.ts';

export type DatabaseConfig =
  | { readonly kind: 'url'; readonly url: string }
  /** PostgreSQL from npm, run by us, in this folder. */
  | { readonly kind: 'embedded'; readonly folder: string };

export type HubSpotAuth =
  | { readonly kind: 'private-app'; readonly accessToken: string }
  | { readonly kind: 'oauth'; readonly clientId: string };

/** All that the server is told from outside, checked. */
export type Config = {
  readonly hubspot: {
    readonly auth: HubSpotAuth;
    /** Signs webhooks and requests of screens; second half of OAuth. */
    readonly clientSecret: string;
    readonly appId: string;
    /** When set, a token of another portal is refused. */
    readonly portalId: PortalId | undefined;
    readonly baseUrl: string;
    /** Part of HubSpot's rate limits that is left to others: 0.2 is a fifth. */
    readonly headroom: number;
  };
  /** Where HubSpot reaches us, as HubSpot calls it; no slash at the end. */
  readonly publicUrl: string;
  readonly port: number;
  readonly database: DatabaseConfig;
  readonly backupDir: string | undefined;
  /** 32 bytes each. The first is used; the others are former ones, still accepted. */
  readonly encryptionKeys: readonly Buffer[];
  /** v1 has no timestamp, so it is taken only where HubSpot sends nothing else. */
  readonly webhookSignature: 'v3' | 'v1';
  readonly logLevel: LogLevel;
  /** When set, `/metrics` answers only who brings it. */
  readonly metricsToken: string | undefined;
  /** Values that must not appear in any log line. */
  readonly secrets: readonly string[];
};

type Environment = Readonly<Record<string, string | undefined>>;
type Parsed = z.infer<typeof environment>;

/** What to do about each variable that is missing or wrong. */
const FIX: Readonly<Record<VariableName, string>> = {
  HUBSPOT_ACCESS_TOKEN: "Copy the access token from the app's Auth tab in HubSpot.",
  HUBSPOT_CLIENT_ID: "Copy the client id from the app's Auth tab in HubSpot.",
  HUBSPOT_CLIENT_SECRET: "Copy the client secret from the app's Auth tab in HubSpot.",
  HUBSPOT_APP_ID: 'Copy the app id from the app in HubSpot.',
  HUBSPOT_PORTAL_ID: "Copy it from the account menu in HubSpot, or leave it out to take the token's portal.",
  HUBSPOT_BASE_URL: "Leave it out for HubSpot itself, or set the sandbox portal's address.",
  HUBSPOT_HEADROOM_PERCENT:
    "Set how much of HubSpot's rate limits to leave to your other apps (0 to 90), or leave it out for 20.",
  PUBLIC_URL: 'Set the address under which HubSpot reaches this server, as in https://partners.example.com.',
  PORT: 'Set a number, or leave it out for 3000.',
  DATABASE_URL: 'Correct it, or leave it out to run the database that comes with the project.',
  DATA_DIR: 'Set a folder, or leave it out for ./data.',
  BACKUP_DIR: 'Set a folder, or leave it out for no nightly export.',
  ENCRYPTION_KEY: 'Make one with `openssl rand -base64 32`; put former keys behind it, with commas.',
  WEBHOOK_SIGNATURE: 'Leave it out; set v1 only if HubSpot sends your app no v3 signature.',
  LOG_LEVEL: 'Correct it, or leave it out for info.',
  METRICS_TOKEN:
    'Make one with `openssl rand -hex 24`, or leave it out where only your network reaches /metrics.',
};

/**
 * Reads the configuration from environment variables; an empty one counts as not set. Throws one Problem
 * (`config-invalid`) that lists everything wrong, each by name with what to do, and never a secret's value.
 */
export function readConfig(env: Environment): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const parsed = environment.safeParse(set);
  const complaints = [
    ...authComplaints(set),
    ...(parsed.error?.issues ?? []).map((each) => describe(each, set)),
  ];
  if (parsed.data === undefined || complaints.length > 0) {
    throw new Problem('config-invalid', ['The configuration cannot be used:', ...complaints].join('\n  '));
  }
  return configFrom(parsed.data, set);
}

function authComplaints(set: Environment): string[] {
  const { HUBSPOT_ACCESS_TOKEN: token, HUBSPOT_CLIENT_ID: clientId } = set;
  if (token === undefined && clientId === undefined) {
    return [
      `HUBSPOT_ACCESS_TOKEN is missing. ${FIX.HUBSPOT_ACCESS_TOKEN} For OAuth set HUBSPOT_CLIENT_ID instead.`,
    ];
  }
  if (token !== undefined && clientId !== undefined) {
    return [
      'HUBSPOT_ACCESS_TOKEN and HUBSPOT_CLIENT_ID are both set. Keep the first for a private app, the second for OAuth.',
    ];
  }
  return [];
}

function describe(
  issue: { readonly path: readonly PropertyKey[]; readonly message: string },
  set: Environment,
): string {
  const name = String(issue.path[0]);
  const value = set[name];
  const fix = isVariable(name) ? FIX[name] : '';
  if (value === undefined) return `${name} is missing. ${fix}`;
  const shown = SECRET_VARIABLES.has(name) ? '' : ` ${JSON.stringify(value.slice(0, 80))}`;
  return `${name}${shown} ${issue.message}. ${fix}`;
}

function isVariable(name: string): name is VariableName {
  return Object.hasOwn(FIX, name);
}

function configFrom(parsed: Parsed, set: Environment): Config {
  return {
    hubspot: {
      auth: authFrom(parsed),
      clientSecret: parsed.HUBSPOT_CLIENT_SECRET,
      appId: parsed.HUBSPOT_APP_ID,
      portalId: parsed.HUBSPOT_PORTAL_ID,
      baseUrl: parsed.HUBSPOT_BASE_URL,
      headroom: parsed.HUBSPOT_HEADROOM_PERCENT / 100,
    },
    publicUrl: parsed.PUBLIC_URL,
    port: parsed.PORT,
    database:
      parsed.DATABASE_URL === undefined
        ? { kind: 'embedded', folder: parsed.DATA_DIR }
        : { kind: 'url', url: parsed.DATABASE_URL },
    backupDir: parsed.BACKUP_DIR,
    encryptionKeys: parsed.ENCRYPTION_KEY,
    webhookSignature: parsed.WEBHOOK_SIGNATURE,
    logLevel: parsed.LOG_LEVEL,
    metricsToken: parsed.METRICS_TOKEN,
    secrets: secretsIn(set),
  };
}

function authFrom({ HUBSPOT_ACCESS_TOKEN, HUBSPOT_CLIENT_ID }: Parsed): HubSpotAuth {
  if (HUBSPOT_ACCESS_TOKEN !== undefined) return { kind: 'private-app', accessToken: HUBSPOT_ACCESS_TOKEN };
  if (HUBSPOT_CLIENT_ID !== undefined) return { kind: 'oauth', clientId: HUBSPOT_CLIENT_ID };
  throw new Error('unreachable: checked with the other complaints');
}

function secretsIn(set: Environment): string[] {
  const values = [...SECRET_VARIABLES].flatMap((name) => set[name] ?? []);
  const keys = set.ENCRYPTION_KEY?.split(',').map((key) => key.trim()) ?? [];
  const password = URL.parse(set.DATABASE_URL ?? '')?.password ?? '';
  return [...values, ...keys, password, decodeURIComponent(password)].filter((value) => value !== '');
}

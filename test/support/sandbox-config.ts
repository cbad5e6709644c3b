import type { Config } from '../../src/config.ts';
import type { Sandbox } from '../sandbox/index.ts';

/** Where HubSpot reaches the server, as the sandbox signs for it. */
export const PUBLIC_URL = 'https://partnerships.example.com';

/** What a server must know of a sandbox portal. */
export type PlaceOfSandbox = Pick<Sandbox, 'url' | 'accessToken' | 'clientSecret' | 'appId'>;

/** The configuration of a server that works on a sandbox portal. */
export function configFor(sandbox: PlaceOfSandbox, databaseUrl: string): Config {
  return {
    hubspot: {
      auth: { kind: 'private-app', accessToken: sandbox.accessToken },
      clientSecret: sandbox.clientSecret,
      appId: sandbox.appId,
      portalId: undefined,
      baseUrl: sandbox.url,
      headroom: 0.2,
    },
    publicUrl: PUBLIC_URL,
    port: 0,
    database: { kind: 'url', url: databaseUrl },
    backupDir: undefined,
    encryptionKeys: [Buffer.alloc(32, 7)],
    webhookSignature: 'v3',
    logLevel: 'error',
    metricsToken: undefined,
    secrets: [],
  };
}

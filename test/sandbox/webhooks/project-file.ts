import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const subscription = z.object({
  subscriptionType: z.string(),
  objectType: z.string().optional(),
  propertyName: z.string().optional(),
  active: z.boolean(),
});

export type SubscriptionLine = z.output<typeof subscription>;

const webhooksFile = z.object({
  uid: z.string(),
  type: z.literal('webhooks'),
  config: z.object({
    settings: z.object({ targetUrl: z.string(), maxConcurrentRequests: z.number().int().min(6) }),
    subscriptions: z.object({
      crmObjects: z.array(subscription).default([]),
      legacyCrmObjects: z.array(subscription).default([]),
      hubEvents: z.array(subscription).default([]),
    }),
  }),
});

export type WebhooksFile = z.output<typeof webhooksFile>;

/** The folder of a project that holds the app. */
export function appDirOf(projectDir: string): string {
  const project = z.object({ srcDir: z.string() }).parse(readJson(join(projectDir, 'hsproject.json')));
  return join(projectDir, project.srcDir, 'app');
}

/**
 * Reads the webhooks component of a HubSpot project as data. `*-hsmeta.json` files count only exactly in
 * `<srcDir>/app/webhooks/`, and there may be one.
 */
export function readWebhooksFile(appDir: string): WebhooksFile {
  const folder = join(appDir, 'webhooks');
  const files = readdirSync(folder).filter((name) => name.endsWith('-hsmeta.json'));
  const [file] = files;
  if (file === undefined || files.length > 1) {
    throw new Error(`a project has exactly one webhooks component; ${folder} has ${files.length}`);
  }
  return webhooksFile.parse(readJson(join(folder, file)));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/index.ts';

export type Subscriptions = { crmObjects?: unknown[]; legacyCrmObjects?: unknown[]; hubEvents?: unknown[] };

/** A HubSpot project folder with only the webhooks component; `remove` takes it away. */
export function projectFolder(subscriptions: Subscriptions): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'sandbox-project-'));
  const folder = join(dir, 'src', 'app', 'webhooks');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(dir, 'hsproject.json'),
    JSON.stringify({ name: 'p', srcDir: 'src', platformVersion: '2026.09' }),
  );
  const settings = { targetUrl: 'https://app.example/webhooks/hubspot', maxConcurrentRequests: 10 };
  const component = { uid: 'webhooks', type: 'webhooks', config: { settings, subscriptions } };
  writeFileSync(join(folder, 'webhooks-hsmeta.json'), JSON.stringify(component));
  return { dir, remove: () => rmSync(dir, { recursive: true }) };
}

export const on = (objectType: string, event: string, propertyName?: string) => ({
  subscriptionType: `object.${event}`,
  objectType,
  ...(propertyName === undefined ? {} : { propertyName }),
  active: true,
});

/** Uploads a project with these subscriptions, and leaves no folder behind. */
export async function uploadSubscriptions(
  sandbox: Pick<Sandbox, 'uploadProject'>,
  subscriptions: Subscriptions,
  urls: { readonly targetUrl: string; readonly signedUrl: string },
): Promise<void> {
  const project = projectFolder(subscriptions);
  try {
    await sandbox.uploadProject({ dir: project.dir, ...urls });
  } finally {
    project.remove();
  }
}

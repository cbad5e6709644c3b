import type { Sandbox } from './index.ts';
import { createPortalPages, type PortalPages } from './portal/index.ts';

export type MountInput = {
  projectDir: string;
  /** The app's public address, as cards call it. */
  publicUrl: string;
  /** Where that address listens on this machine; without it cards reach no server. */
  backend?: string;
};

/** Mounts the record pages of the sandbox under `/portal`, seen by Rae Porter. */
export async function mountPages(sandbox: Sandbox, input: MountInput): Promise<PortalPages> {
  const origin = new URL(input.publicUrl).origin;
  const pages = await createPortalPages({
    projectDir: input.projectDir,
    sandboxUrl: () => sandbox.url,
    portal: { id: sandbox.portalId, timeZone: 'Europe/Berlin' },
    appId: sandbox.appId,
    clientSecret: sandbox.clientSecret,
    user: { id: '7001', email: 'rae@example.com', firstName: 'Rae', lastName: 'Porter' },
    backends: input.backend === undefined ? {} : { [origin]: input.backend },
    variables: { PUBLIC_URL: input.publicUrl },
    now: () => sandbox.now(),
  });
  sandbox.app.use('/portal', pages.router);
  return pages;
}

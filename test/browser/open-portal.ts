import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { createPortalPages, type PortalPagesInput } from '../sandbox/portal/index.ts';

export const PUBLIC_URL = 'https://partnerships.example.com';

export type OpenPortal = {
  readonly sandbox: Sandbox;
  /** Address of a page: `/record/0-2/123`. */
  at(page: string): string;
  close(): Promise<void>;
};

/**
 * A sandbox portal with its pages, and an app in it: the seam for every test in a browser. `appServer` is where
 * the app's server listens on loopback; it is called as `PUBLIC_URL`. A sandbox that is given stays open.
 */
export async function openPortal(input: {
  projectDir: string;
  appServer: string;
  sandbox?: Sandbox;
  failedFetch?: PortalPagesInput['failedFetch'];
}): Promise<OpenPortal> {
  const sandbox = input.sandbox ?? (await createSandbox());
  const pages = await createPortalPages({
    projectDir: input.projectDir,
    sandboxUrl: () => sandbox.url,
    portal: { id: sandbox.portalId, timeZone: 'Europe/Berlin' },
    appId: sandbox.appId,
    clientSecret: sandbox.clientSecret,
    user: { id: '7001', email: 'rae@example.com', firstName: 'Rae', lastName: 'Porter' },
    backends: { [PUBLIC_URL]: input.appServer },
    variables: { PUBLIC_URL },
    now: () => sandbox.now(),
    ...(input.failedFetch && { failedFetch: input.failedFetch }),
  });
  sandbox.app.use('/portal', pages.router);
  return {
    sandbox,
    at: (page) => `${sandbox.url}/portal${page}`,
    async close() {
      await pages.close();
      if (input.sandbox === undefined) await sandbox.stop();
    },
  };
}

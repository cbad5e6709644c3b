import type { Router } from 'express';

export type PortalPagesInput = {
  /** Folder with hsproject.json: the app whose cards the record pages show. */
  projectDir: string;
  /** Base address of HubSpot's API as the browser reaches it; the pages are on the same origin. */
  sandboxUrl: () => string;
  portal: { id: string; timeZone: string };
  appId: string;
  clientSecret: string;
  /** Who sits in front of the screen. */
  user: { id: string; email: string; firstName: string; lastName: string };
  /** Public https origin of the app's server → where it listens on this machine. */
  backends: Readonly<Record<string, string>>;
  /** Profile variables; they win over `hsprofile.sandbox.json`. */
  variables: Readonly<Record<string, string>>;
  /** Clock of the signatures; the machine's when absent. */
  now?: () => number;
  /**
   * How a non-2xx answer of the app's server reaches the card: nobody has published what production does.
   * `app-status`: a Response with the server's own status and body (default);
   * `wrapped`: a Response with status 200 and the proxy's BAD_GATEWAY body.
   */
  failedFetch?: 'app-status' | 'wrapped';
};

export type PortalPages = {
  /** Mount with `app.use('/portal', pages.router)`. */
  readonly router: Router;
  /** Waits for builds that are still running. */
  close(): Promise<void>;
};

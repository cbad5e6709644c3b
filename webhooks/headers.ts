import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * The strictest headers: our answers are JSON, so a page made of one may load, embed, submit and script nothing. A
 * route that answers a page for people sets a `Content-Security-Policy` of its own.
 */
export function strictHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}

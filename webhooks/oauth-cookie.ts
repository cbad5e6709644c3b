import type { Request, Response } from 'express';
import { ATTEMPT_MS } from './oauth-attempt.ts';

/** Keeps one text in the browser that began, until it comes back from HubSpot. */
export type AttemptCookie = {
  set(response: Response, value: string): void;
  read(request: Request): string | null;
  clear(response: Response): void;
};

/**
 * `__Host-` keeps other hosts of the same domain from planting one; a browser takes that name over https only. `Lax`
 * lets it come along when HubSpot sends the browser back.
 */
export function createAttemptCookie(publicUrl: string): AttemptCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-partnerships-install' : 'partnerships-install';
  const attributes = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  return {
    set: (response, value) => void response.cookie(name, value, { ...attributes, maxAge: ATTEMPT_MS }),
    clear: (response) => void response.clearCookie(name, attributes),
    read(request) {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
      const [found, another] = pairs.filter((pair) => pair.startsWith(`${name}=`));
      return found === undefined || another !== undefined ? null : found.slice(name.length + 1);
    },
  };
}

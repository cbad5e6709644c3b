import { isoOf } from '../../clock.ts';
import { type Answer, type Call, noContent, ok } from '../../http/operation.ts';
import { validationError } from '../../http/refusal.ts';
import { FILES_PATH } from '../../journal/file-route.ts';
import { type JournalEntry, sign } from '../../journal/journal.ts';
import type { Portal } from '../../state/portal.ts';

/** The account whose journal is asked for; the sandbox needs it named. */
export function installPortal({ journal, query }: Call): Portal {
  const named = query.get('installPortalId');
  const portal = named === null ? undefined : journal.portals.get(named);
  if (portal !== undefined) return portal;
  throw validationError(`The sandbox needs an installPortalId that has the app, and got ${named}`);
}

/** Where the file of an entry lies, for a while; 204 when there is none. */
export function shownEntry({ portal, journal, origin }: Call, entry: JournalEntry | undefined): Answer {
  if (entry === undefined) return noContent();
  const { key, expiresAt } = sign(journal, entry, portal.now());
  return ok({
    url: `${origin}${FILES_PATH}/${entry.offset}.json?signature=${key}`,
    expiresAt: isoOf(expiresAt),
    currentOffset: entry.offset,
  });
}

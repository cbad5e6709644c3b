import type { Request, Response } from 'express';
import { isoOf } from '../clock.ts';
import type { Sandboxed } from '../sandboxed.ts';

export const FILES_PATH = '/journal-files';

/**
 * The files behind the signed addresses. At HubSpot they lie on another host, a storage service: the address itself is
 * the key, and a request that brings another one besides is refused. Faults may be ordered for them.
 */
export function serveJournalFile(sandboxed: Sandboxed, request: Request, response: Response): void {
  const { portal, journal, faults } = sandboxed;
  const fault = faults.take(request.method, request.originalUrl)?.fault;
  if (fault?.kind === 'status') {
    response.status(fault.status).json(fault.body ?? {});
    return;
  }
  if (fault !== undefined) throw new Error(`the files of the journal know no fault of kind ${fault.kind}`);
  if (request.headers.authorization !== undefined) {
    response.status(400).type('xml').send('<Error><Code>InvalidArgument</Code></Error>');
    return;
  }
  const signed = journal.signed.get(String(request.query.signature));
  if (signed === undefined || signed.expiresAt <= portal.now()) {
    response.status(403).type('xml').send('<Error><Code>AccessDenied</Code></Error>');
    return;
  }
  const { offset, journalEvents, publishedAt, spoilt } = signed.entry;
  const text = JSON.stringify({ offset, journalEvents, publishedAt: isoOf(publishedAt) });
  response.type('json').send(spoilt ? text.slice(0, text.length / 2) : text);
}

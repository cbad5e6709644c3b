import type { Operation } from '../../http/operation.ts';
import { notFound } from '../../http/refusal.ts';
import { entriesOf } from '../../journal/journal.ts';
import { JOURNAL, READ_JOURNAL } from './paths.ts';
import { installPortal, shownEntry } from './shown-entry.ts';

/** The entry after another. What HubSpot says to an offset it keeps no more is not documented: 404 here. */
export const nextEntry: Operation = {
  method: 'GET',
  path: `${JOURNAL}/offset/:offset/next`,
  appScopes: [READ_JOURNAL],
  run(call) {
    const entries = entriesOf(call.journal, installPortal(call));
    const place = entries.findIndex(({ offset }) => offset === call.param('offset'));
    if (place === -1) throw notFound(`No journal entry has the offset ${call.param('offset')}`);
    return shownEntry(call, entries[place + 1]);
  },
};

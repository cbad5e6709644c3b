import type { Operation } from '../../http/operation.ts';
import { entriesOf } from '../../journal/journal.ts';
import { JOURNAL, READ_JOURNAL } from './paths.ts';
import { installPortal, shownEntry } from './shown-entry.ts';

export const latestEntry: Operation = {
  method: 'GET',
  path: `${JOURNAL}/latest`,
  appScopes: [READ_JOURNAL],
  run: (call) => shownEntry(call, entriesOf(call.journal, installPortal(call)).at(-1)),
};

import type { Operation } from '../../http/operation.ts';
import { entriesOf } from '../../journal/journal.ts';
import { JOURNAL, READ_JOURNAL } from './paths.ts';
import { installPortal, shownEntry } from './shown-entry.ts';

export const earliestEntry: Operation = {
  method: 'GET',
  path: `${JOURNAL}/earliest`,
  appScopes: [READ_JOURNAL],
  run: (call) => shownEntry(call, entriesOf(call.journal, installPortal(call)).at(0)),
};

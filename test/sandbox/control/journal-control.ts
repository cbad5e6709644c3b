import type { ControlOperation } from './control-call.ts';
import { ControlMistake } from './control-call.ts';

/** The file of the account's newest journal entry is cut in the middle, for good. */
export const spoilJournal: ControlOperation = {
  method: 'POST',
  path: '/journal/spoil',
  run({ sandboxed: { portal, journal } }) {
    const entry = journal.entries.findLast(({ portalId }) => portalId === portal.id);
    if (entry === undefined) throw new ControlMistake('the journal has no entry of this account');
    entry.spoilt = true;
    return { offset: entry.offset };
  },
};

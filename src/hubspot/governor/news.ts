import type { Clock } from './clock.ts';
import type { Ask, Begun } from './grant.ts';
import { WINDOWS } from './lane.ts';
import { mergeSigns } from './signs.ts';

/** What this process has to tell the counter: the calls it began, and what HubSpot said. */
export type News = {
  begun(calls: Begun): void;
  heard(signs: Ask['heard']): void;
  /** Hands all of it over; what could not be told is told the next time. */
  tell<Result>(to: (news: Pick<Ask, 'begun' | 'heard'>) => Promise<Result>): Promise<Result>;
};

/** Longer than the windows: what began before that counts no more. */
const TELL_FOR_MS = 15_000;

export function createNews(clock: Clock): News {
  let begun: (Begun & { readonly at: number })[] = [];
  let heard: Ask['heard'] = {};
  return {
    begun(calls) {
      begun.push({ ...calls, at: clock.now() });
    },
    heard(signs) {
      heard = mergeHeard(heard, signs);
    },
    async tell(to) {
      const told = { heard, begun: begun.filter(({ at }) => at > clock.now() - TELL_FOR_MS) };
      begun = [];
      heard = {};
      try {
        return await to({ heard: told.heard, begun: told.begun.map(({ at: _at, ...each }) => each) });
      } catch (error) {
        begun = [...told.begun, ...begun];
        heard = mergeHeard(told.heard, heard);
        throw error;
      }
    },
  };
}

function mergeHeard(before: Ask['heard'], after: Ask['heard']): Ask['heard'] {
  const merged = { ...before };
  for (const window of WINDOWS) {
    const signs = after[window];
    if (signs !== undefined) merged[window] = mergeSigns(before[window] ?? {}, signs);
  }
  return merged;
}

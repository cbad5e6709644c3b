import type { Log } from '../../log.ts';
import type { Clock } from './clock.ts';
import type { Counter } from './counter.ts';
import type { Begun, Grant } from './grant.ts';

const PATIENCE_MS = 5_000;
const TRY_AGAIN_MS = 5_000;
const REMEMBER_MS = 10_000;

/**
 * Asks the counter that all instances share; while it cannot be reached, the process' own one, which has a small
 * part of the budget. What was begun meanwhile is told to the shared one as soon as it is back.
 */
export function createFallback(
  shared: Counter,
  own: Counter,
  { log, clock }: { readonly log: Log; readonly clock: Clock },
): Counter {
  let lost: { tryAgainAt: number } | null = null;
  let hanging = 0;
  let owed: (Begun & { at: number })[] = [];
  const remembered = () => owed.filter(({ at }) => at > clock.now() - REMEMBER_MS);

  /** Gives up waiting after a while; what was asked then hangs until it is answered after all. */
  const inTime = async (answer: Promise<Grant>): Promise<Grant> => {
    let callOff = () => {};
    const late = new Promise<never>((_resolve, reject) => {
      callOff = clock.later(() => {
        hanging += 1;
        const answered = () => {
          hanging -= 1;
        };
        answer.then(answered, answered);
        reject(new Error(`no answer within ${PATIENCE_MS} ms`));
      }, PATIENCE_MS);
    });
    return Promise.race([answer, late]).finally(() => callOff());
  };

  return async (ask) => {
    // One that hangs holds a connection; a second would hold another.
    if (hanging === 0 && (lost === null || clock.now() >= lost.tryAgainAt)) {
      try {
        const granted = await inTime(shared({ ...ask, begun: [...remembered(), ...ask.begun] }));
        owed = [];
        if (lost !== null) log.info('the calls of all instances are counted together again');
        lost = null;
        return granted;
      } catch (error) {
        if (lost === null)
          log.warn('what other instances call is not known: this one takes a small part of the budget', {
            error,
          });
        lost = { tryAgainAt: clock.now() + TRY_AGAIN_MS };
      }
    }
    owed = [...remembered(), ...ask.begun.map((each) => ({ ...each, at: clock.now() }))];
    return own(ask);
  };
}

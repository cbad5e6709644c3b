import { Problem, type Retry } from '../errors.ts';
import { isPassingFault } from '../store/passing-fault.ts';

/** What may be done about a fault: one of the database passes; one that nobody foresaw stays, however often it is tried. */
export function retryOf(error: unknown): Retry {
  if (error instanceof Problem) return error.retry;
  return { kind: isPassingFault(error) ? 'later' : 'never' };
}

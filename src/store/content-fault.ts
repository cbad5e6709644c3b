import { Problem } from '../errors.ts';
import { isPassingFault } from './passing-fault.ts';

/** PostgreSQL's class 22: what it was given cannot be kept. Its other complaints are about the database, not the data. */
const DATA = /^22\w{3}$/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * True when what was read is at fault, by itself and at every further try: others must not wait for it. False when
 * nothing could have been read just now.
 */
export function isFaultOfContent(error: unknown): boolean {
  if (!(error instanceof Error) || isPassingFault(error)) return false;
  if (error instanceof Problem) return error.retry.kind === 'never';
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && SQLSTATE.test(code) ? DATA.test(code) : true;
}

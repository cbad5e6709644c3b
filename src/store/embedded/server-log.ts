import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT_BYTES = 1_000_000;

/** The embedded server's own log, `postgres.log` in its home. At most two files of 1 MB are kept. */
export function openServerLog(home: string): (text: string) => void {
  const path = join(home, 'postgres.log');
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return (text) => {
    if (size > LIMIT_BYTES) {
      renameSync(path, `${path}.1`);
      size = 0;
    }
    appendFileSync(path, text, { mode: 0o600 });
    size += Buffer.byteLength(text);
  };
}

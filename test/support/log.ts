import { PassThrough } from 'node:stream';
import { createLog, type Log } from '../../src/log.ts';

/** A log for tests that look at no line. */
export const silentLog: Log = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  child: () => silentLog,
  hide: () => undefined,
};

/** A log whose lines a test can read, made by the real one. */
export function recordingLog(secrets: readonly string[] = []): {
  log: Log;
  text(): string;
  lines(): unknown[];
} {
  const output = new PassThrough();
  let written = '';
  output.setEncoding('utf8').on('data', (chunk: string) => {
    written += chunk;
  });
  return {
    log: createLog({ level: 'debug', secrets, output }),
    text: () => written,
    lines: () =>
      written
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line)),
  };
}

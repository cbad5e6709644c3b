import { createLogger, format, type Logger, transports } from 'winston';
import { createKnownSecrets } from './known-secrets.ts';
import { createRedactor } from './redact.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Named facts beside a message: `deliveryId`, `portalId`, `dealId`, `correlationId`, `error` and the like. */
export type Facts = Readonly<Record<string, unknown>>;

export type Log = { readonly [Level in LogLevel]: (message: string, facts?: Facts) => void } & {
  /** A log whose every line carries these facts. */
  child(facts: Facts): Log;
  /** A secret that came while we run (a token): it appears in no line from now on. */
  hide(secret: string): void;
};

export type LogOptions = {
  readonly level: LogLevel;
  /** Values that must appear in no line, wherever they come from. */
  readonly secrets: readonly string[];
  /** Where lines go; standard output unless a test says otherwise. */
  readonly output?: NodeJS.WritableStream & { readonly isTTY?: boolean };
};

/** The process's log: one JSON object per line; one readable line each when a person watches (a terminal). */
export function createLog({ level, secrets, output = process.stdout }: LogOptions): Log {
  const known = createKnownSecrets(secrets);
  const redact = createRedactor(known);
  const clean = format((info) => {
    for (const [key, value] of Object.entries(redact({ ...info }) ?? {})) info[key] = value;
    return info;
  });
  const logger = createLogger({
    level,
    levels: { error: 0, warn: 1, info: 2, debug: 3 },
    format: format.combine(format.timestamp(), clean(), output.isTTY === true ? readable : format.json()),
    transports: [new transports.Stream({ stream: output })],
  });
  return wrap(logger, known.learn);
}

const readable = format.printf(({ timestamp, level, message, ...facts }) => {
  const time = String(timestamp).slice(11, 19);
  const rest = Object.entries(facts).map(([key, value]) => ` ${key}=${inline(value)}`);
  return `${time} ${level.toUpperCase().padEnd(5)} ${message}${rest.join('')}`;
});

function inline(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function wrap(logger: Logger, hide: Log['hide']): Log {
  return {
    error: (message, facts) => void logger.log('error', message, { ...facts }),
    warn: (message, facts) => void logger.log('warn', message, { ...facts }),
    info: (message, facts) => void logger.log('info', message, { ...facts }),
    debug: (message, facts) => void logger.log('debug', message, { ...facts }),
    child: (facts) => wrap(logger.child({ ...facts }), hide),
    hide,
  };
}

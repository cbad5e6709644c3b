import type { Journal } from '../journal/journal.ts';
import type { Actor } from '../state/actor.ts';
import type { Portal } from '../state/portal.ts';
import type { ApiVersion } from './api-version.ts';

/** One request, parsed as far as every operation needs it. */
export type Call = {
  portal: Portal;
  /** The app's webhooks journal. */
  journal: Journal;
  version: ApiVersion;
  actor: Actor;
  param(name: string): string;
  query: URLSearchParams;
  body: unknown;
  /** Where the caller reached this. */
  origin: string;
  /** Of a call by the app itself (`appScopes`): what its token was granted. */
  scopes: ReadonlySet<string>;
};

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** One HubSpot endpoint. `path` is an Express path below `/`, with `:version` where HubSpot has it. */
export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** Needs no bearer token (OAuth). */
  isPublic?: boolean;
  /** Takes the app's own token (client credentials), with all of these scopes, and no account's. */
  appScopes?: readonly string[];
  /** Answers, or throws a `Refusal`. */
  run(call: Call): Answer;
};

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: unknown): Answer {
  return { status: 201, body };
}

export function noContent(): Answer {
  return { status: 204 };
}

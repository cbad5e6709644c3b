import type { Actor } from '../state/actor.ts';
import type { Portal } from '../state/portal.ts';
import type { ApiVersion } from './api-version.ts';

/** One request, parsed as far as every operation needs it. */
export type Call = {
  portal: Portal;
  version: ApiVersion;
  actor: Actor;
  param(name: string): string;
  query: URLSearchParams;
  body: unknown;
};

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** One HubSpot endpoint. `path` is an Express path below `/`, with `:version` where HubSpot has it. */
export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** Needs no bearer token (OAuth). */
  isPublic?: boolean;
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

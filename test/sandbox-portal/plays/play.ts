import type { Client } from '@hubspot/api-client';
import type { Caller } from '../caller.ts';

/** A portal to play on: how to make what a request needs. Nothing is reset between plays, so every name is new. */
export type Stage = {
  readonly url: string;
  readonly call: Caller;
  readonly clientSecret: string;
  /** A custom object with a unique `partner_key`, linked to companies and deals. */
  readonly partnerType: string;
  /** The same text with a number that no other play has. */
  unique(text: string): string;
  /** Makes something by the API; rejects when it is refused. */
  made(method: string, path: string, body: unknown): Promise<Record<string, unknown>>;
  record(type: string, properties?: Record<string, string>): Promise<string>;
};

/** One request that the portal must answer as `status`, showing at least `shows`. */
export type Request = {
  readonly path: string;
  readonly body?: unknown;
  /** Sent as a form in place of JSON. */
  readonly form?: Record<string, string>;
  /** In place of the account's static token. */
  readonly token?: string;
  readonly status: number;
  readonly shows?: object;
  /** The same request by the typed method of HubSpot's official client, where it has one. */
  readonly typed?: (client: Client) => Promise<unknown>;
};

/** How one operation of the support table is called. `prepare` makes what the request needs. */
export type Play = {
  /** As the table names it: method and path. */
  readonly operation: string;
  prepare(stage: Stage): Request | Promise<Request>;
};

export const OBJECTS = '/crm/objects/2026-09';

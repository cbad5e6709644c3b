import type { Day } from '../calendar.ts';
import type { Stages } from '../hubspot/pipelines.ts';
import type { HubSpotRequest } from '../hubspot/request.ts';
import type { SchemaState } from '../hubspot/schema/state.ts';
import type { PortalId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Observe } from '../observer.ts';
import type { Seal } from '../seal.ts';
import type { Database } from '../store/database.ts';
import type { Cause, Queue } from '../store/queue.ts';

/** A connected portal, with the way to talk to it and what its names are there. */
export type Portal = {
  readonly id: PortalId;
  readonly timeZone: string;
  readonly homeCurrency: string;
  readonly installedOn: Day;
  readonly request: HubSpotRequest;
  readonly schema: SchemaState;
  /** Deal stages, as known lately or at any time; read again when a stage is not among them. */
  readonly stages: (
    mustKnow: readonly string[],
    options?: { readonly ofAnyAge?: boolean },
  ) => Promise<Stages>;
};

/** What every job works with. Time is an argument: `now` in milliseconds since 1970. */
export type JobDeps = {
  readonly database: Database;
  readonly queue: Queue;
  readonly now: () => number;
  readonly log: Log;
  /** Signs and checks what people decided on deals. */
  readonly seal: Seal;
  /** Told what happened, for counters; nobody has to listen. */
  readonly observe?: Observe;
  /** The delivery that a record's work goes back to, inside a batch of work. */
  readonly causeOf?: (recordId: string) => Cause | undefined;
};

/** One kind of work for a batch of records of one portal. What it refuses record by record it reports; the rest is done. */
export type Job = (deps: JobDeps, portal: Portal, recordIds: readonly string[]) => Promise<Refusal[]>;

/** A record whose work cannot succeed as it is. */
export type Refusal = { readonly recordId: string; readonly code: string; readonly message: string };

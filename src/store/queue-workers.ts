import type { PgBoss } from 'pg-boss';
import type { Bell } from './queue-bell.ts';
import type { Claims, Payload } from './queue-claims.ts';
import type { RunBatch, WorkKind } from './work.ts';

/** Portals that are worked on at once, of each kind. */
const MOST_PORTALS = 8;
const FAULT_PAUSE_MS = 2_000;

export type Workers = { start(run: RunBatch): void; stop(): Promise<void> };

/**
 * Takes work in turns of portals: each that has some gets one batch, and one that just had its turn gets the next only
 * after the others. A portal with a hundred thousand waiting deals holds up no other.
 */
export function createWorkers(tools: {
  readonly boss: PgBoss;
  readonly claims: Claims;
  readonly bell: Bell;
  readonly kinds: readonly WorkKind[];
  readonly batchSize: number;
  readonly lookEveryMs: number;
  readonly onError: (error: Error) => void;
}): Workers {
  const { kinds, bell } = tools;
  const stopping = new AbortController();
  let loops: Promise<unknown> | undefined;
  return {
    start(run) {
      loops ??= Promise.all(kinds.map((kind) => workOn(kind, run, tools, stopping.signal)));
    },
    async stop() {
      stopping.abort();
      for (const kind of kinds) bell.ring(kind);
      await loops;
    },
  };
}

type Tools = Parameters<typeof createWorkers>[0];

async function workOn(kind: WorkKind, run: RunBatch, tools: Tools, stopping: AbortSignal): Promise<void> {
  const { boss, claims, bell, batchSize, lookEveryMs, onError } = tools;
  const busy = new Map<string, Promise<void>>();
  /** Portals that had their turn in this round. */
  const served = new Set<string>();

  /** Takes what is next in line of portals that are not at work and had no turn yet; resolves to how much. */
  const take = async (): Promise<number> => {
    const ignoreGroups = [...new Set([...busy.keys(), ...served])];
    const found = await boss.fetch<Payload>(kind, { batchSize, includeMetadata: true, ignoreGroups });
    for (const [portalId, some] of Map.groupBy(found, ({ data }) => data.portalId)) {
      served.add(portalId);
      const work = claims.work(kind, some, run).catch(onError);
      busy.set(
        portalId,
        work.finally(() => {
          busy.delete(portalId);
          bell.ring(kind);
        }),
      );
    }
    return found.length;
  };

  while (!stopping.aborted) {
    let pauseMs = lookEveryMs;
    try {
      if (busy.size < MOST_PORTALS && (await take()) > 0) continue;
      if (busy.size < MOST_PORTALS && served.size > 0) {
        served.clear();
        continue;
      }
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
      pauseMs = FAULT_PAUSE_MS;
    }
    await bell.wait(kind, pauseMs);
  }
  await Promise.all(busy.values());
}

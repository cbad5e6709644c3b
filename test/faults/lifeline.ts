import { createHubSpotRelay } from './hubspot-relay.ts';
import { createPostgresRelay } from './postgres-relay.ts';

/**
 * The two lines on which a server process lives: to its database and to HubSpot. Cutting both at one moment is, for
 * everybody outside, a kill -9: what was committed stays, what was open rolls back, and nothing more is said.
 */
export type Lifeline = {
  readonly databaseUrl: string;
  readonly hubspotUrl: string;
  /** Commits and HubSpot writes so far, each a moment to die at. */
  points(): number;
  isCut(): boolean;
  /** Dies right after so many more points. Infinity: lives on. */
  cutAfter(points: number): void;
  cut(): void;
  /** The next so many batches are answered without their last record, which HubSpot has written; gives what was left to do. */
  leaveOut(times: number): number;
  close(): Promise<void>;
};

export async function createLifeline(to: { databaseUrl: string; hubspotUrl: string }): Promise<Lifeline> {
  let seen = 0;
  let last = Number.POSITIVE_INFINITY;
  let isCut = false;
  const onPoint = () => {
    if (isCut) return 'cut' as const;
    seen += 1;
    if (seen < last) return 'on' as const;
    cut();
    return 'cut' as const;
  };
  const postgres = await createPostgresRelay(to.databaseUrl, onPoint);
  const hubspot = await createHubSpotRelay(to.hubspotUrl, onPoint);
  const cut = () => {
    isCut = true;
    postgres.cut();
    hubspot.cut();
  };
  return {
    databaseUrl: postgres.url,
    hubspotUrl: hubspot.url,
    points: () => seen,
    isCut: () => isCut,
    cutAfter(points) {
      last = seen + points;
    },
    cut,
    leaveOut: hubspot.leaveOut,
    async close() {
      await postgres.close();
      await hubspot.close();
    },
  };
}

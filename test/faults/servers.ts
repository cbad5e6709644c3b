import type { Sandbox } from '../sandbox/index.ts';
import { passLeases } from './abandoned-work.ts';
import { type ServerProcess, startProcess } from './process.ts';

/** Servers side by side on one database, of which the first may die and is replaced. */
export type Servers = {
  first(): ServerProcess;
  /** All of them work at once until none finds work; what a dead one leaves undone stays undone. */
  settle(): Promise<void>;
  /** Starts others in the place of those that died; false when all live. */
  replaceDead(): Promise<boolean>;
  /** The first dies after so many commits and HubSpot writes, who replaces it after the second number, and so on. */
  dieAfter(points: readonly number[]): void;
  points(): number;
  deaths(): number;
  stop(): Promise<void>;
};

export async function createServers(sandbox: Sandbox, databaseUrl: string, count: number): Promise<Servers> {
  const living: ServerProcess[] = [];
  // The one that starts last takes the webhooks.
  for (let number = 0; number < count; number++) living.unshift(await alive(sandbox, databaseUrl));
  let fates: number[] = [];
  let deaths = 0;
  let pointsOfTheDead = 0;
  const first = () => {
    const [server] = living;
    if (server === undefined) throw new Error('there is no server');
    return server;
  };
  const replace = async (dead: ServerProcess) => {
    pointsOfTheDead += dead.lifeline.points();
    await dead.bury();
    for (;;) {
      deaths += 1;
      await passLeases(databaseUrl);
      const next = await startProcess(sandbox, databaseUrl, fates.shift());
      if (next !== null) return next;
    }
  };
  return {
    first,
    async settle() {
      await Promise.all(
        living.map(({ app, lifeline }) =>
          app.settle().catch((error: unknown) => {
            if (!lifeline.isCut()) throw error;
          }),
        ),
      );
    },
    async replaceDead() {
      const dead = living.filter(({ lifeline }) => lifeline.isCut());
      for (const server of dead) living[living.indexOf(server)] = await replace(server);
      return dead.length > 0;
    },
    dieAfter(points) {
      fates = [...points];
      first().lifeline.cutAfter(fates.shift() ?? Number.POSITIVE_INFINITY);
    },
    points: () => living.reduce((sum, { lifeline }) => sum + lifeline.points(), pointsOfTheDead),
    deaths: () => deaths,
    async stop() {
      for (const server of living) await server.bury();
    },
  };
}

async function alive(sandbox: Sandbox, databaseUrl: string): Promise<ServerProcess> {
  const server = await startProcess(sandbox, databaseUrl);
  if (server === null) throw new Error('a server died unasked');
  return server;
}

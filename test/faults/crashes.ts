import type { Disturbance, Played } from './play.ts';
import type { Random } from './random.ts';

/** The server dies after the `point`-th commit or HubSpot write of every step that has so many. */
export function deathAt(point: number): Disturbance {
  return deaths(`the server dies after point ${point} of every step`, () => [point]);
}

/** In every step the server dies at a moment of chance, and so do up to two that take over from it. */
export function deathsByChance(random: Random, calm: Played): Disturbance {
  return deaths('servers die one after the other', (step) =>
    Array.from({ length: 1 + random.below(3) }, () => 1 + random.below(calm.points[step] ?? 1)),
  );
}

/** Two servers side by side, and the one that takes the webhooks dies in every step. */
export function deathBesideAnother(random: Random, calm: Played): Disturbance {
  const beside = deaths('one of two servers dies', (step) => [
    1 + random.below(Math.ceil((calm.points[step] ?? 1) / 2)),
  ]);
  return { ...beside, on: { instances: 2 } };
}

function deaths(what: string, pointsOf: (step: number) => readonly number[]): Disturbance {
  let before = 0;
  return {
    what,
    async before(installation, step) {
      before = installation.deaths();
      installation.dieAfter(pointsOf(step));
    },
    async after(installation) {
      installation.dieAfter([]);
      return installation.deaths() - before;
    },
  };
}

/** How many points the longest step has: after `deathAt` of all of them, every point has been died at. */
export function lastPoint(calm: Played): number {
  return Math.max(...calm.points);
}

import type { Random } from '../random.ts';
import type { Ordeal } from './ordeal.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import type { Disk } from './power.ts';
import type { Yard } from './yard.ts';

/** The only server is killed again and again; nobody answers until the next is up. */
export function killedServer(): Ordeal {
  return killing('the server is killed (-9) under load', 1);
}

/** One of two servers is killed, the other works on. */
export function killedBeside(): Ordeal {
  return killing('one of two servers is killed (-9) under load', 2);
}

/** About every so many actions of people something is killed. */
const EVERY = 30;

function killing(what: string, instances: number): Ordeal {
  let coming: Promise<void> = Promise.resolve();
  let isComing = false;
  return {
    what,
    instances,
    async strike(yard: Yard, random: Random) {
      if (isComing || random.below(EVERY) !== 0) return 0;
      isComing = true;
      coming = yard.replaceServer(random.below(instances)).finally(() => {
        isComing = false;
      });
      return 1;
    },
    heal: () => coming,
  };
}

/** PostgreSQL is killed and started again by its keeper, while servers and people go on. */
export function killedPostgres(postgres: Postgres): Ordeal {
  let again = 0;
  return {
    what: 'PostgreSQL is killed (-9) and started again under load',
    instances: 2,
    async strike(_yard, random) {
      // It needs a few seconds to recover before it can be killed again.
      if (Date.now() < again || random.below(EVERY) !== 0) return 0;
      again = Date.now() + 4_000;
      return postgres.killServer() ? 1 : 0;
    },
    heal: async () => undefined,
  };
}

/** The power of the machine goes: PostgreSQL, its disk and all servers at one moment. HubSpot lives on. */
export function powerCut(disk: Disk, first: Postgres): Ordeal & { end(): Promise<void> } {
  let postgres = first;
  let isDark = false;
  let light: Promise<void> = Promise.resolve();
  const comeBack = async (yard: Yard) => {
    await disk.powerOn();
    postgres = await startPostgres(disk.folder);
    await yard.startAllServers();
    isDark = false;
  };
  return {
    what: 'the power is cut: disk, PostgreSQL and servers at once',
    instances: 2,
    async strike(yard, random) {
      if (isDark || random.below(EVERY) !== 0) return 0;
      isDark = true;
      disk.cutPower();
      await Promise.all([postgres.killAll(), yard.killAllServers()]);
      light = comeBack(yard);
      return 1;
    },
    heal: () => light,
    async end() {
      await light.catch(() => undefined);
      await postgres.close();
    },
  };
}

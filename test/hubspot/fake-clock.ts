import type { Clock } from '../../src/hubspot/limiter.ts';

/** A clock that a test moves; what is due happens one after the other, each with all that follows from it. */
export type FakeClock = Clock & { advance(ms: number): Promise<void> };

export function createFakeClock(): FakeClock {
  let at = 0;
  let alarms: { at: number; work: () => void }[] = [];
  return {
    now: () => at,
    later(work, ms) {
      const alarm = { at: at + ms, work };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter((each) => each !== alarm);
      };
    },
    async advance(ms) {
      const end = at + ms;
      await settled();
      for (;;) {
        const next = alarms.reduce((soonest, alarm) => Math.min(soonest, alarm.at), Number.POSITIVE_INFINITY);
        if (next > end) break;
        at = Math.max(at, next);
        const due = alarms.filter((alarm) => alarm.at <= at);
        alarms = alarms.filter((alarm) => alarm.at > at);
        for (const { work } of due) work();
        await settled();
      }
      at = end;
    },
  };
}

/** Lets everything that needs no time happen. */
export function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

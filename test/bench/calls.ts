import type { OnCall } from '../../src/hubspot/request.ts';

/** Counts calls to HubSpot by route. */
export type CallCount = {
  readonly onCall: OnCall;
  /** Calls since it was asked last, by method and route. */
  take(): ReadonlyMap<string, number>;
};

export function countCalls(): CallCount {
  let counts = new Map<string, number>();
  return {
    onCall({ method, route }) {
      const call = `${method} ${route}`;
      counts.set(call, (counts.get(call) ?? 0) + 1);
    },
    take() {
      const taken = counts;
      counts = new Map();
      return taken;
    },
  };
}

export function sum(calls: ReadonlyMap<string, number>): number {
  return [...calls.values()].reduce((total, count) => total + count, 0);
}

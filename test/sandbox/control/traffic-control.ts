import type { ControlOperation } from './control-call.ts';

/** The latest requests and the counts per route; `?latest=0` leaves the requests out. */
export const readTraffic: ControlOperation = {
  method: 'GET',
  path: '/requests',
  run: ({ sandboxed, query }) => ({
    counts: sandboxed.traffic.counts(),
    ...(query.get('latest') === '0' ? {} : { latest: sandboxed.traffic.latest() }),
  }),
};

export const clearTraffic: ControlOperation = {
  method: 'DELETE',
  path: '/requests',
  run({ sandboxed }) {
    sandboxed.traffic.clear();
    return {};
  },
};

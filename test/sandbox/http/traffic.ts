export type TrafficEntry = {
  at: number;
  method: string;
  path: string;
  /** The endpoint's path with its parameters' names, as in the operations. */
  route: string;
  status: number;
  actor: string;
};

/** What was asked of the portal: counts for every route, and the latest requests. */
export type Traffic = {
  note(entry: TrafficEntry): void;
  latest(): TrafficEntry[];
  counts(): Record<string, { calls: number; statuses: Record<string, number> }>;
  clear(): void;
};

const KEPT = 5_000;

export function createTraffic(): Traffic {
  let latest: TrafficEntry[] = [];
  let counts = new Map<string, { calls: number; statuses: Record<string, number> }>();
  return {
    note(entry) {
      latest.push(entry);
      if (latest.length > KEPT * 2) latest = latest.slice(-KEPT);
      const key = `${entry.method} ${entry.route}`;
      const count = counts.get(key) ?? { calls: 0, statuses: {} };
      count.calls += 1;
      count.statuses[entry.status] = (count.statuses[entry.status] ?? 0) + 1;
      counts.set(key, count);
    },
    latest: () => latest.slice(-KEPT),
    counts: () => Object.fromEntries(counts),
    clear() {
      latest = [];
      counts = new Map();
    },
  };
}

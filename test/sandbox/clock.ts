/** The sandbox's time: the machine's, or a frozen instant that only moves by `advance`. Milliseconds. */
export type Clock = {
  now(): number;
  isFrozen(): boolean;
  advance(ms: number): void;
  freeze(at: number): void;
  thaw(): void;
};

export function createClock(startAt?: string): Clock {
  let frozenAt = startAt === undefined ? undefined : instant(startAt);
  return {
    now: () => frozenAt ?? Date.now(),
    isFrozen: () => frozenAt !== undefined,
    advance(ms) {
      if (frozenAt === undefined) throw new Error('only a frozen clock can be advanced');
      if (!(ms >= 0)) throw new Error(`the clock advances by zero or more milliseconds, not by ${ms}`);
      frozenAt += ms;
    },
    freeze(at) {
      frozenAt = at;
    },
    thaw() {
      frozenAt = undefined;
    },
  };
}

/** Milliseconds of an ISO instant; refuses anything else. */
export function instant(iso: string): number {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) throw new Error(`not an ISO instant: ${iso}`);
  return at;
}

/** HubSpot writes instants in ISO form and leaves zero milliseconds out. */
export function isoOf(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

import { Refusal } from './refusal.ts';

export type RateLimits = {
  enabled: boolean;
  burst: { calls: number; perMs: number };
  search: { calls: number; perMs: number };
  daily: number;
};

/** HubSpot's limits of a private app of a Professional or Enterprise account (usage guidelines). */
export function usualRateLimits(): RateLimits {
  return {
    enabled: false,
    burst: { calls: 190, perMs: 10_000 },
    search: { calls: 5, perMs: 1_000 },
    daily: 625_000,
  };
}

export type RateLimiter = {
  limits: RateLimits;
  /** Counts a call, or throws the 429; gives the headers of the answer. */
  admit(path: string, at: number): Record<string, string>;
  reset(): void;
};

export function createRateLimiter(): RateLimiter {
  const limiter = {
    limits: usualRateLimits(),
    calls: [] as number[],
    searches: [] as number[],
    today: { day: 0, calls: 0 },
  };
  return {
    get limits() {
      return limiter.limits;
    },
    set limits(limits) {
      limiter.limits = limits;
    },
    admit(path, at) {
      const { limits } = limiter;
      if (!limits.enabled) return {};
      const isSearch = path.endsWith('/search') && path.startsWith('/crm/objects/');
      if (isSearch) {
        limiter.searches = within(limiter.searches, at, limits.search.perMs);
        if (limiter.searches.length >= limits.search.calls) throw tooMany('SECONDLY', 'secondly');
        limiter.searches.push(at);
        return {};
      }
      const day = Math.floor(at / 86_400_000);
      if (limiter.today.day !== day) limiter.today = { day, calls: 0 };
      limiter.calls = within(limiter.calls, at, limits.burst.perMs);
      const headers = () => headersOf(limits, limiter.calls.length, limiter.today.calls);
      if (limiter.today.calls >= limits.daily) throw tooMany('DAILY', 'daily', headers());
      if (limiter.calls.length >= limits.burst.calls) {
        throw tooMany('TEN_SECONDLY_ROLLING', 'ten_secondly_rolling', headers());
      }
      limiter.calls.push(at);
      limiter.today.calls += 1;
      return headers();
    },
    reset() {
      limiter.limits = usualRateLimits();
      limiter.calls = [];
      limiter.searches = [];
      limiter.today = { day: 0, calls: 0 };
    },
  };
}

function within(times: number[], at: number, perMs: number): number[] {
  const first = times.findIndex((time) => time > at - perMs);
  return first === 0 ? times : first === -1 ? [] : times.slice(first);
}

function headersOf(limits: RateLimits, used: number, usedToday: number): Record<string, string> {
  return {
    'X-HubSpot-RateLimit-Max': String(limits.burst.calls),
    'X-HubSpot-RateLimit-Remaining': String(Math.max(0, limits.burst.calls - used)),
    'X-HubSpot-RateLimit-Interval-Milliseconds': String(limits.burst.perMs),
    'X-HubSpot-RateLimit-Daily': String(limits.daily),
    'X-HubSpot-RateLimit-Daily-Remaining': String(Math.max(0, limits.daily - usedToday)),
  };
}

/** The 429's body has `errorType` and `policyName`, and no `Retry-After` comes with it. */
function tooMany(policyName: string, word: string, headers: Record<string, string> = {}): Refusal {
  return new Refusal({
    status: 429,
    category: 'RATE_LIMITS',
    message: `You have reached your ${word} limit.`,
    more: { errorType: 'RATE_LIMIT', policyName },
    headers,
  });
}

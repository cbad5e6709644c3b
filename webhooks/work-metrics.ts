import { Counter, Histogram, type Registry } from 'prom-client';
import type { Observe } from '../src/observer.ts';

/** From the arrival of the webhook to the credit record in HubSpot. The settle delay alone is 2 s. */
const LAG_SECONDS = [1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600, 14_400, 86_400];
const CALL_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Distinct values a label may take from outside; what comes after them is counted as `other`. */
const MOST_VALUES = 150;

/** Counts the facts that the application tells. */
export function createWorkObserver(registry: Registry): Observe {
  const count = createCounters(registry);
  const route = bounded(MOST_VALUES);
  const code = bounded(MOST_VALUES);
  return (fact) => {
    switch (fact.kind) {
      case 'called-hubspot':
        count.calls.inc({ method: fact.method, route: route(routeName(fact.route)), status: fact.status });
        count.callSeconds.observe(fact.ms / 1000);
        return;
      case 'posted':
        count.entries.inc({ kind: fact.entry });
        return;
      case 'credited':
        count.credited.inc();
        if (fact.lagMs !== undefined) count.lag.observe(Math.max(0, fact.lagMs) / 1000);
        return;
      case 'parked':
        count.parked.inc({ code: code(fact.code) });
        return;
      case 'ignored-events':
        count.ignored.inc({ reason: fact.reason }, fact.seen);
        return;
      case 'journal-events':
        count.journal.inc({ outcome: 'known' }, fact.known);
        count.journal.inc({ outcome: 'news' }, fact.events - fact.known);
        return;
      case 'journal-trouble':
        count.journalTrouble.inc({ what: fact.what });
        return;
      default:
        fact satisfies never;
    }
  };
}

function createCounters(registry: Registry) {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `partnerships_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name: `partnerships_${name}`, help, buckets, registers });
  return {
    calls: counter('hubspot_calls_total', 'Calls to HubSpot; status 0 = no answer, 429 = told to wait.', [
      'method',
      'route',
      'status',
    ]),
    callSeconds: histogram('hubspot_call_seconds', 'How long HubSpot took to answer.', CALL_SECONDS),
    entries: counter('ledger_entries_total', 'Entries posted to the ledger.', ['kind']),
    credited: counter('credited_deals_total', 'Times that credit records of a deal were written.', []),
    lag: histogram(
      'credit_lag_seconds',
      'From the arrival of a webhook to the credit it caused in HubSpot.',
      LAG_SECONDS,
    ),
    parked: counter('parked_total', 'Times that work was parked, by reason.', ['code']),
    ignored: counter('ignored_events_total', 'Events that were not acted on, by reason.', ['reason']),
    journal: counter('journal_events_total', 'Events read from the webhooks journal, and whether known.', [
      'outcome',
    ]),
    journalTrouble: counter('journal_trouble_total', 'Places lost and entries passed over.', ['what']),
  };
}

/** Type ids of custom objects differ per portal, so they are no part of a route's name. */
function routeName(route: string): string {
  return route.replace(/\/2-\d+(?=\/|$)/g, '/custom');
}

function bounded(most: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= most) return 'other';
    known.add(value);
    return value;
  };
}

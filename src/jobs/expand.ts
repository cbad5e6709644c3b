import { parseEvent } from '../hubspot/event.ts';
import type { PortalId } from '../ids.ts';
import { isFaultOfContent } from '../store/content-fault.ts';
import type { Transaction } from '../store/database.ts';
import {
  claimUnexpanded,
  forgetDeliveries,
  markExpanded,
  recordDeliveryFailure,
  type WaitingDelivery,
} from '../store/deliveries.ts';
import { addIgnored, countIgnored, type IgnoredCount } from '../store/ignored-events.ts';
import type { Work } from '../store/queue.ts';
import type { BurstMeter } from './burst.ts';
import type { PortalNames } from './directory.ts';
import type { JobDeps } from './portal.ts';
import { routeEvent } from './route-event.ts';

type ExpandDeps = JobDeps & {
  /** How long the events of one edit are gathered before a record is worked on. */
  readonly settleDelayMs: number;
  readonly bursts: BurstMeter;
};

/** Deliveries taken in one transaction: at most 100 events each. */
const DELIVERIES = 200;

/**
 * Reads stored deliveries and puts the records they name in line, one entry per record, in one transaction with
 * marking them read. Unknown types and foreign portals are counted and never acted on; what strangers said is
 * dropped. Resolves to the number of deliveries read; 0 = none was waiting.
 */
export async function expand(
  deps: ExpandDeps,
  portalOf: (id: PortalId) => Promise<PortalNames | null>,
): Promise<number> {
  try {
    return await expandSome(deps, portalOf, DELIVERIES);
  } catch (error) {
    // One delivery may be at fault: take them one by one, so that it alone is marked. A fault that is nobody's (the
    // database) is thrown again there: the caller pauses, and no delivery is blamed.
    deps.log.warn('deliveries could not be read together', { error });
    return expandOne(deps, portalOf);
  }
}

async function expandOne(
  deps: ExpandDeps,
  portalOf: (id: PortalId) => Promise<PortalNames | null>,
): Promise<number> {
  let taken: bigint | null = null;
  try {
    return await expandSome(deps, portalOf, 1, (delivery) => {
      taken = delivery.id;
    });
  } catch (error) {
    if (taken === null || !isFaultOfContent(error)) throw error;
    const attempts = await recordDeliveryFailure(deps.database, taken, String(error));
    deps.log.error('a delivery could not be read', { deliveryId: String(taken), attempts, error });
    return 1;
  }
}

function expandSome(
  deps: ExpandDeps,
  portalOf: (id: PortalId) => Promise<PortalNames | null>,
  limit: number,
  onTaken: (delivery: WaitingDelivery) => void = () => {},
): Promise<number> {
  return deps.database.transaction(async (tx) => {
    const deliveries = await claimUnexpanded(tx, limit);
    if (deliveries.length === 0) return 0;
    deliveries.forEach(onTaken);
    const findings = createFindings();
    for (const delivery of deliveries) {
      for (const event of eventsIn(delivery)) await sort(event, delivery, portalOf, findings, deps);
    }
    await keep(deps, tx, deliveries, findings);
    return deliveries.length;
  });
}

type Findings = {
  readonly work: Map<string, Work>;
  readonly ignored: Map<string, IgnoredCount>;
  /** Deliveries with events of portals that are not ours. */
  readonly foreign: Set<bigint>;
};

function createFindings(): Findings {
  return { work: new Map(), ignored: new Map(), foreign: new Set() };
}

/** The intake has checked that the body is an array of objects. */
function eventsIn(delivery: WaitingDelivery): unknown[] {
  const parsed: unknown = JSON.parse(delivery.body.toString('utf8'));
  return Array.isArray(parsed) ? parsed : [];
}

async function sort(
  value: unknown,
  delivery: WaitingDelivery,
  portalOf: (id: PortalId) => Promise<PortalNames | null>,
  findings: Findings,
  { settleDelayMs: delayMs, bursts }: ExpandDeps,
): Promise<void> {
  const parsed = parseEvent(value);
  if (parsed.kind !== 'event') return addIgnored(findings.ignored, parsed.kind, parsed.subscriptionType);
  const portal = await portalOf(parsed.event.portalId as PortalId);
  if (portal === null) {
    findings.foreign.add(delivery.id);
    return addIgnored(findings.ignored, 'foreign-portal', parsed.event.subscriptionType);
  }
  // No record of ours is there yet. The sweep begins with the day of installation, so nothing is lost; and a portal
  // that is not ready must not hold up the others.
  if (portal.schema === null) return addIgnored(findings.ignored, 'no-schema', parsed.event.subscriptionType);
  const isBurst = bursts.isBurst(portal.id, delivery.receivedAt.getTime());
  const low = isBurst || parsed.event.imported ? { priority: 'low' as const } : {};
  const calls = routeEvent(parsed.event, portal.schema);
  if (calls.length === 0) return addIgnored(findings.ignored, 'not-needed', parsed.event.subscriptionType);
  for (const { kind, recordId } of calls) {
    const key = `${kind} ${portal.id} ${recordId}`;
    const cause = { deliveryId: String(delivery.id), receivedAt: delivery.receivedAt.getTime() };
    // The oldest delivery stands for the record's work, as it does for work that waits already.
    if (!findings.work.has(key))
      findings.work.set(key, { kind, portalId: portal.id, recordId, delayMs, cause, ...low });
  }
}

async function keep(
  deps: JobDeps,
  tx: Transaction,
  deliveries: readonly WaitingDelivery[],
  { work, ignored, foreign }: Findings,
): Promise<void> {
  const now = new Date(deps.now());
  await deps.queue.enqueue([...work.values()], tx);
  deps.log.debug('deliveries read', {
    deliveryIds: deliveries.slice(0, 50).map(({ id }) => String(id)),
    ...{ deliveries: deliveries.length, records: work.size },
  });
  if (ignored.size > 0) {
    await countIgnored(tx, ignored, now);
    for (const { reason, seen } of ignored.values()) deps.observe?.({ kind: 'ignored-events', reason, seen });
    deps.log.info('events not acted on', { counts: [...ignored.values()] });
  }
  await markExpanded(
    tx,
    deliveries.map((delivery) => delivery.id),
    now,
  );
  if (foreign.size > 0) await forgetDeliveries(tx, [...foreign]);
}

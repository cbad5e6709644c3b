import type { Portal } from '../state/portal.ts';
import { type DeliveryQueue, deliverDue, nextDueAt } from './delivery-queue.ts';

type Source = { webhooks: DeliveryQueue; portal: Portal };

/** Sends events shortly after they happen and retries when their time has come, unless held. */
export type AutomaticDelivery = {
  hold(): void;
  release(): void;
  isHeld(): boolean;
  /** Says that something may have become due. */
  wake(): void;
  stop(): Promise<void>;
};

const SOON_MS = 25;
const LONGEST_NAP_MS = 60_000;

export function createAutomaticDelivery(source: () => Source, startsHeld: boolean): AutomaticDelivery {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isHeld = startsHeld;
  let isStopped = false;
  const wake = () => {
    const { webhooks, portal } = source();
    const dueAt = isStopped || isHeld ? undefined : nextDueAt(webhooks);
    clearTimeout(timer);
    if (dueAt === undefined) return;
    const wait = Math.min(Math.max(dueAt - portal.now(), SOON_MS), LONGEST_NAP_MS);
    timer = setTimeout(() => {
      running = running.then(send);
    }, wait);
    timer.unref();
  };
  const send = async () => {
    if (isStopped || isHeld) return;
    await deliverDue(source().webhooks, source().portal);
    wake();
  };
  return {
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
      wake();
    },
    isHeld: () => isHeld,
    wake,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

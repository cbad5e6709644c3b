import type { Sandboxed } from '../sandboxed.ts';

/** Sends events shortly after they happen, and retries when their time has come, until stopped. */
export type AutomaticDelivery = { wake(): void; stop(): Promise<void> };

const SOON_MS = 25;
const LONGEST_NAP_MS = 60_000;

export function startAutomaticDelivery(sandboxed: Sandboxed, isHeld: () => boolean): AutomaticDelivery {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const wake = () => {
    if (isStopped || isHeld()) return;
    const dueAt = sandboxed.webhooks.nextDueAt();
    if (dueAt === undefined) return;
    clearTimeout(timer);
    const wait = Math.min(Math.max(dueAt - sandboxed.portal.now(), SOON_MS), LONGEST_NAP_MS);
    timer = setTimeout(() => {
      running = running.then(send);
    }, wait);
    timer.unref();
  };
  const send = async () => {
    if (isStopped || isHeld()) return;
    await sandboxed.webhooks.deliver(sandboxed.portal);
    wake();
  };
  return {
    wake,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

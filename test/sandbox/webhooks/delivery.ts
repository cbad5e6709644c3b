import type { WebhookEvent } from './event.ts';

/** One webhook request, from its first attempt to its last. */
export type Delivery = {
  id: number;
  events: WebhookEvent[];
  attempts: { at: number; status: number }[];
  state: 'waiting' | 'delivered' | 'given-up';
  /** When a failed request is tried again, in portal time. */
  nextAt?: number;
};

/** Ten retries over 24 hours, spreading out. */
const RETRY_AFTER_MS = [1, 3, 10, 30, 60, 120, 200, 280, 350, 380].map((minutes) => minutes * 60_000);

export function isDue(delivery: Delivery, now: number): boolean {
  return delivery.state === 'waiting' && delivery.nextAt !== undefined && delivery.nextAt <= now;
}

/** Notes an attempt. Any answer but 2xx is tried again, after the tenth retry no more. */
export function noteAttempt(delivery: Delivery, at: number, status: number): void {
  delivery.attempts.push({ at, status });
  delete delivery.nextAt;
  if (status >= 200 && status < 300) {
    delivery.state = 'delivered';
    return;
  }
  const wait = RETRY_AFTER_MS[delivery.attempts.length - 1];
  if (wait === undefined) delivery.state = 'given-up';
  else {
    delivery.state = 'waiting';
    delivery.nextAt = at + wait;
  }
}

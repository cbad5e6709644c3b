import { z } from 'zod';
import { deliverDue, replayDelivery } from '../webhooks/delivery-queue.ts';
import { shuffled } from '../webhooks/shuffle.ts';
import type { ControlOperation } from './control-call.ts';
import { readControl } from './control-call.ts';

export const listDeliveries: ControlOperation = {
  method: 'GET',
  path: '/deliveries',
  run: ({ sandboxed }) => ({
    held: sandboxed.delivery.isHeld(),
    pending: sandboxed.webhooks.pending.map((due) => due.event),
    deliveries: sandboxed.webhooks.deliveries,
  }),
};

/** Sends everything due, in any mode: `{"times":2}` sends each request twice, `{"shuffleSeed":7}` mixes the events. */
export const deliverNow: ControlOperation = {
  method: 'POST',
  path: '/deliveries/deliver',
  run({ sandboxed, body }) {
    const input = readControl(
      z.strictObject({
        times: z.number().int().min(1).max(10).optional(),
        shuffleSeed: z.number().int().optional(),
      }),
      body,
    );
    return deliverDue(sandboxed.webhooks, sandboxed.portal, {
      ...(input.times === undefined ? {} : { times: input.times }),
      ...(input.shuffleSeed === undefined ? {} : { shuffleSeed: input.shuffleSeed }),
    });
  },
};

export const holdDeliveries: ControlOperation = {
  method: 'POST',
  path: '/deliveries/hold',
  run({ sandboxed }) {
    sandboxed.delivery.hold();
    return { held: true };
  },
};

export const releaseDeliveries: ControlOperation = {
  method: 'POST',
  path: '/deliveries/release',
  run({ sandboxed }) {
    sandboxed.delivery.release();
    return { held: false };
  },
};

/** Pending events are lost, as after ten failed retries: all of them, or `{"every":3}` of them one in three. */
export const dropDeliveries: ControlOperation = {
  method: 'POST',
  path: '/deliveries/drop',
  run({ sandboxed: { webhooks }, body }) {
    const { every } = readControl(z.strictObject({ every: z.number().int().min(1).default(1) }), body);
    const pending = webhooks.pending.length;
    webhooks.pending = webhooks.pending.filter((_due, place) => (place + 1) % every !== 0);
    return { dropped: pending - webhooks.pending.length };
  },
};

export const duplicateDeliveries: ControlOperation = {
  method: 'POST',
  path: '/deliveries/duplicate',
  run({ sandboxed: { webhooks } }) {
    webhooks.pending = webhooks.pending.flatMap((due) => [due, due]);
    return { pending: webhooks.pending.length };
  },
};

export const shuffleDeliveries: ControlOperation = {
  method: 'POST',
  path: '/deliveries/shuffle',
  run({ sandboxed, body }) {
    const { seed } = readControl(z.strictObject({ seed: z.number().int() }), body);
    const { webhooks } = sandboxed;
    webhooks.pending = shuffled(webhooks.pending, seed);
    return { pending: webhooks.pending.length };
  },
};

export const replay: ControlOperation = {
  method: 'POST',
  path: '/deliveries/:id/replay',
  async run({ sandboxed, param }) {
    return { status: await replayDelivery(sandboxed.webhooks, sandboxed.portal, Number(param('id'))) };
  },
};

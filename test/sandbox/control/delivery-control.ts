import { z } from 'zod';
import type { ControlOperation } from './control-call.ts';
import { readControl } from './control-call.ts';

export const listDeliveries: ControlOperation = {
  method: 'GET',
  path: '/deliveries',
  run: ({ sandboxed, delivery }) => ({
    held: delivery.isHeld(),
    pending: sandboxed.webhooks.pendingEvents().map((due) => due.event),
    deliveries: sandboxed.webhooks.deliveries(),
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
    return sandboxed.webhooks.deliver(sandboxed.portal, {
      ...(input.times === undefined ? {} : { times: input.times }),
      ...(input.shuffleSeed === undefined ? {} : { shuffleSeed: input.shuffleSeed }),
    });
  },
};

export const holdDeliveries: ControlOperation = {
  method: 'POST',
  path: '/deliveries/hold',
  run({ delivery }) {
    delivery.hold();
    return { held: true };
  },
};

export const releaseDeliveries: ControlOperation = {
  method: 'POST',
  path: '/deliveries/release',
  run({ delivery }) {
    delivery.release();
    return { held: false };
  },
};

/** Pending events are lost, as after ten failed retries. */
export const dropDeliveries: ControlOperation = {
  method: 'POST',
  path: '/deliveries/drop',
  run: ({ sandboxed }) => ({ dropped: sandboxed.webhooks.dropPending() }),
};

export const duplicateDeliveries: ControlOperation = {
  method: 'POST',
  path: '/deliveries/duplicate',
  run: ({ sandboxed }) => ({ pending: sandboxed.webhooks.duplicatePending() }),
};

export const shuffleDeliveries: ControlOperation = {
  method: 'POST',
  path: '/deliveries/shuffle',
  run({ sandboxed, body }) {
    const { seed } = readControl(z.strictObject({ seed: z.number().int() }), body);
    sandboxed.webhooks.shufflePending(seed);
    return { pending: sandboxed.webhooks.pendingEvents().length };
  },
};

export const replayDelivery: ControlOperation = {
  method: 'POST',
  path: '/deliveries/:id/replay',
  async run({ sandboxed, param }) {
    return { status: await sandboxed.webhooks.replay(sandboxed.portal, Number(param('id'))) };
  },
};

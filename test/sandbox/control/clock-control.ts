import { z } from 'zod';
import { instant, isoOf } from '../clock.ts';
import { deliverDue } from '../webhooks/delivery-queue.ts';
import { type ControlCall, ControlMistake, type ControlOperation, readControl } from './control-call.ts';

const clockInput = z.union([
  z.strictObject({ mode: z.literal('real') }),
  z.strictObject({ mode: z.literal('frozen'), at: z.string().optional() }),
  z.strictObject({ advanceMs: z.number().min(0) }),
]);

export const readClock: ControlOperation = { method: 'GET', path: '/clock', run: shownClock };

/** `{"mode":"real"}`, `{"mode":"frozen","at":"…"}` or `{"advanceMs":60000}`. Advancing sends the retries that fell due. */
export const setClock: ControlOperation = {
  method: 'POST',
  path: '/clock',
  async run(call) {
    const input = readControl(clockInput, call.body);
    const { clock } = call.sandboxed;
    if ('advanceMs' in input) {
      if (!clock.isFrozen()) throw new ControlMistake('only a frozen clock can be advanced');
      clock.advance(input.advanceMs);
      if (!call.sandboxed.delivery.isHeld()) await deliverDue(call.sandboxed.webhooks, call.sandboxed.portal);
    } else if (input.mode === 'real') clock.thaw();
    else clock.freeze(input.at === undefined ? clock.now() : instant(input.at));
    call.sandboxed.delivery.wake();
    return shownClock(call);
  },
};

function shownClock({ sandboxed }: ControlCall) {
  const { clock } = sandboxed;
  return { now: isoOf(clock.now()), nowMs: clock.now(), mode: clock.isFrozen() ? 'frozen' : 'real' };
}

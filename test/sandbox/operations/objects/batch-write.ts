import { batchAnswer } from '../../http/batch-answer.ts';
import type { Answer, Call } from '../../http/operation.ts';
import { batchError, Refusal, validationError } from '../../http/refusal.ts';
import type { Change } from '../../state/change.ts';

export type Traced = { objectWriteTraceId?: string | undefined };

/** One input that passed its checks: applying it gives what changed and what to answer. */
export type Planned = { apply(): { changes: Change[]; result: Record<string, unknown> } };

/**
 * Runs a batch of writes. Without trace ids one bad input refuses the whole batch and nothing is written; when every
 * input carries its own `objectWriteTraceId` the good ones are written and the bad ones listed.
 */
export function runBatch<I extends Traced>(
  call: Call,
  status: number,
  inputs: I[],
  plan: (input: I) => Planned,
): Answer {
  const isTraced = inputs.every((input) => input.objectWriteTraceId !== undefined);
  refuseRepeatedTraces(inputs);
  const planned: { input: I; write: Planned }[] = [];
  const errors: Record<string, unknown>[] = [];
  for (const input of inputs) {
    try {
      planned.push({ input, write: plan(input) });
    } catch (error) {
      if (!(error instanceof Refusal) || !isTraced) throw error;
      errors.push(batchError(error.facts, { objectWriteTraceId: [input.objectWriteTraceId ?? ''] }));
    }
  }
  const results: unknown[] = [];
  for (const { input, write } of planned) {
    const { changes, result } = write.apply();
    call.portal.publish(changes);
    results.push(
      input.objectWriteTraceId ? { ...result, objectWriteTraceId: input.objectWriteTraceId } : result,
    );
  }
  return batchAnswer(call.portal, call.version, status, results, errors);
}

/** Two inputs for one record make HubSpot refuse the whole batch. */
export function refuseDuplicates(keys: string[]): void {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) repeated.add(key);
    seen.add(key);
  }
  if (repeated.size > 0) {
    throw validationError(
      `Duplicate IDs found in batch input: [${[...repeated].join(', ')}]. Batch input must contain unique IDs.`,
    );
  }
}

function refuseRepeatedTraces(inputs: readonly Traced[]): void {
  const traces = inputs.flatMap((input) => input.objectWriteTraceId ?? []);
  if (new Set(traces).size !== traces.length) {
    throw validationError('objectWriteTraceId must be unique within a batch');
  }
}

import { isoOf } from '../clock.ts';
import type { Portal } from '../state/portal.ts';
import type { ApiVersion } from './api-version.ts';
import type { Answer } from './operation.ts';

/** The answer to a batch: whole with `status`, or partial with the errors in its body. */
export function batchAnswer(
  portal: Portal,
  version: ApiVersion,
  status: number,
  results: unknown[],
  errors: Record<string, unknown>[],
): Answer {
  const at = isoOf(portal.now());
  const isPlain = version === '2026-09' && portal.assume.partialBatchStatus === 'plain';
  return {
    status: errors.length > 0 && !isPlain ? 207 : status,
    body: {
      status: 'COMPLETE',
      results,
      ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}),
      requestedAt: at,
      startedAt: at,
      completedAt: at,
    },
  };
}

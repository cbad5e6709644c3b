import type { DealFailure } from '../../extensions/src/app/cards/contract/deal-card.ts';
import { Problem } from '../../src/errors.ts';

/** The widest of the contracts' failures; which codes a card knows is what its own contract lists. */
type Failure = DealFailure;
type Code = Failure['error']['code'];

/** An expected failure of a screen's request, in words for the person who asked. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.error.message);
    this.name = 'Refusal';
    this.failure = failure;
  }
}

export function refuse(code: Code, message: string, field?: string): Refusal {
  return new Refusal({ ok: false, error: { code, message, ...(field === undefined ? {} : { field }) } });
}

/**
 * What the screen is told of an error. `unavailable` means that nobody knows whether it was done, so it is never kept
 * as the answer; null = not expected, a fault of ours.
 */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof Refusal) return error.failure;
  if (!(error instanceof Problem)) return null;
  switch (error.code) {
    case 'hubspot-refused':
    case 'hubspot-conflict':
    case 'input-invalid':
      return refuse('refused-by-hubspot', `HubSpot did not accept this: ${error.message}`).failure;
    case 'config-invalid':
      return refuse('not-installed', error.message).failure;
    case 'hubspot-not-found':
      return refuse('not-found', 'This record does not exist (any more).').failure;
    case 'portal-disconnected':
      return refuse('not-installed', 'This HubSpot account is not connected to the server.').failure;
    case 'schema-missing':
    case 'hubspot-unauthorized':
      return refuse('not-installed', `The app is not set up completely: ${error.message}`).failure;
    default:
      return refuse('unavailable', 'HubSpot did not answer in time. Try again in a moment.').failure;
  }
}

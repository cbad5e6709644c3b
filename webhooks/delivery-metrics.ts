import { Counter, type Registry } from 'prom-client';
import type { Refusal } from './signature.ts';

export type DeliveryOutcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'repeated' }
  | {
      readonly kind: 'refused';
      readonly reason: Refusal | 'too-large' | 'unreadable' | 'malformed' | 'not-stored';
    };

export type CountDelivery = (outcome: DeliveryOutcome) => void;

/** Counts webhook requests by what became of them. */
export function createDeliveryCounter(registry: Registry): CountDelivery {
  const counter = new Counter({
    name: 'partnerships_deliveries_total',
    help: 'Webhook requests by outcome; refused ones with the reason.',
    labelNames: ['outcome', 'reason'],
    registers: [registry],
  });
  return (outcome) => {
    counter.inc({ outcome: outcome.kind, reason: outcome.kind === 'refused' ? outcome.reason : '' });
  };
}

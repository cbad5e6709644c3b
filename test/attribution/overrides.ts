import type { Override, OverrideInput, TypedShare } from '../../src/attribution/override.ts';
import { ACME, day } from './scene.ts';

/** Partner, role and share in basis points. */
export type Typed = readonly [TypedShare['partnerId'], TypedShare['role'], number];

export function sharesOf(...shares: Typed[]): NonNullable<Override['credit']> {
  return {
    kind: 'shares',
    shares: shares.map(([partnerId, role, share]) => ({ partnerId, role, share })),
  };
}

/** Rae gives all to Acme, on the day after the deal began. */
export function overrideOf(override: Partial<Override> = {}): Override {
  return {
    credit: sharesOf([ACME, 'sourced', 10_000]),
    reason: { code: 'agreed_split', text: 'as mailed on 2 March' },
    ...{ by: 'Rae Ruiz', at: '2026-03-03T10:00:00Z', until: null, commissions: [] },
    ...override,
  };
}

/** The same, signed and read. */
export function signed(override: Partial<Override> = {}): OverrideInput {
  return { kind: 'valid', override: overrideOf(override), decidedOn: day(1) };
}

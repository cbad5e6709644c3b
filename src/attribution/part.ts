import type { PartnerId, ReferralId } from '../ids.ts';
import { allocate } from '../money.ts';
import type { Role } from './role.ts';

/** A partner's part of a deal. Amounts are allocated in proportion to `weight`; at least one is above zero. */
export type Part = {
  readonly partnerId: PartnerId;
  readonly role: Role;
  readonly weight: bigint;
  readonly referralId: ReferralId | null;
  /** Why this partner, in words. */
  readonly words: string;
};

/** What the parts are in basis points, in their order; they add up to exactly 10 000 (R3). */
export function sharesOf(parts: readonly Pick<Part, 'weight'>[]): number[] {
  if (parts.length === 0) return [];
  return allocate(
    10_000n,
    parts.map(({ weight }) => weight),
  ).map(Number);
}

/** `33.34 %`, of basis points. */
export function formatShare(share: number): string {
  return `${(share / 100).toFixed(2)} %`;
}

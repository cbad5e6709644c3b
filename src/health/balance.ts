import { fraction, isLess } from './fraction.ts';
import type { HealthSettings } from './settings.ts';

/** How two counts of referrals compare. `uneven` needs enough of them that chance is a poor excuse. */
export type Balance = 'nothing' | 'one-way' | 'uneven' | 'even';

/** Playbook: "both ways". 2:1 says nothing; 4:1 or a gap of two at under half is worth raising. */
export function balanceOf(received: number, sent: number, { uneven }: HealthSettings): Balance {
  if (received + sent === 0) return 'nothing';
  if (received === 0 || sent === 0) return 'one-way';
  return isUneven(received, sent, uneven) ? 'uneven' : 'even';
}

/** Rule T1b; a one-way flow can be uneven too. */
export function isUneven(received: number, sent: number, uneven: HealthSettings['uneven']): boolean {
  const [less, more] = received < sent ? [received, sent] : [sent, received];
  return (
    less + more >= Math.max(1, uneven.atLeast) &&
    more - less >= uneven.apart &&
    isLess(fraction(less, more), fraction(uneven.ratioBelow))
  );
}

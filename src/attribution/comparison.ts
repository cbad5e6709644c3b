import type { PartnerId } from '../ids.ts';
import { apply, type Credit, type Entry } from './ledger.ts';
import type { Role } from './role.ts';

/** What a partner has in one role, before and after, in minor units of the company's currency. */
export type Comparison = {
  readonly partnerId: PartnerId;
  readonly role: Role;
  readonly currency: string;
  readonly before: bigint;
  readonly after: bigint;
};

/** Credits as they would stand after entries that have not been posted. */
export function afterEntries(credits: readonly Credit[], entries: readonly Entry[]): Credit[] {
  const folded = new Map(credits.map((credit) => [credit.creditKey, credit]));
  for (const entry of entries) folded.set(entry.creditKey, apply(folded.get(entry.creditKey), entry));
  return [...folded.values()];
}

/** Revenue side by side, per partner, role and currency, over any number of deals. */
export function compareRevenue(before: Iterable<Credit>, after: Iterable<Credit>): Comparison[] {
  const sides = new Map<string, Comparison>();
  const add = ({ partnerId, role, home }: Credit, side: 'before' | 'after') => {
    const key = `${partnerId} ${role} ${home.currency}`;
    const known = sides.get(key) ?? { partnerId, role, currency: home.currency, before: 0n, after: 0n };
    sides.set(key, { ...known, [side]: known[side] + home.minor });
  };
  for (const credit of before) add(credit, 'before');
  for (const credit of after) add(credit, 'after');
  return [...sides.values()];
}

/** Adds comparisons of one deal to those of all deals so far. */
export function addComparisons(totals: Map<string, Comparison>, comparisons: Iterable<Comparison>): void {
  for (const each of comparisons) {
    const key = `${each.partnerId} ${each.role} ${each.currency}`;
    const known = totals.get(key);
    totals.set(
      key,
      known === undefined
        ? each
        : { ...known, before: known.before + each.before, after: known.after + each.after },
    );
  }
}

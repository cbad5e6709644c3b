import type { Evidence } from './evidence.ts';
import { formatShare, type Part, sharesOf } from './part.ts';

/** What the rules would say, in one clause: `Acme sourced, 100.00 % (referral R-104 accepted 3 Mar 2026, …)`. */
export function sentenceOf(parts: readonly Part[], { partners }: Pick<Evidence, 'partners'>): string {
  if (parts.length === 0) return 'nobody.';
  const shares = sharesOf(parts);
  const each = parts.map(({ partnerId, role, words }, place) => {
    const name = partners.get(partnerId)?.name ?? `Partner ${partnerId}`;
    return `${name} ${role.replaceAll('_', ' ')}, ${formatShare(shares[place] ?? 0)} (${words})`;
  });
  return `${each.join('; ')}.`;
}

/** Equal in partners, roles and shares, whatever their order; a role without a share counts. */
export function sameParts(a: readonly Part[], b: readonly Part[]): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(parts: readonly Part[]): string {
  const shares = sharesOf(parts);
  return parts
    .map(({ partnerId, role }, place) => `${partnerId}:${role}:${shares[place]}`)
    .sort()
    .join();
}

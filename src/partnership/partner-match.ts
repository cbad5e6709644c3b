import type { PartnerId } from '../ids.ts';

/** What a partner may be called by in somebody's own field. */
export type NamedPartner = { readonly id: PartnerId; readonly name: string; readonly key: string | null };

export type PartnerMatch =
  /** The very name, record id or key. */
  | { readonly kind: 'exact'; readonly partnerId: PartnerId }
  /** Alike: for a person to confirm. */
  | { readonly kind: 'suggested'; readonly partnerId: PartnerId }
  | { readonly kind: 'none' };

/** Below this two names are not taken for one. */
const ALIKE = 0.75;

/** Finds the partner that a value means. Two partners that fit equally well are none. */
export function matchPartner(value: string, partners: readonly NamedPartner[]): PartnerMatch {
  const word = plain(value);
  const exact = partners.filter(({ id, key, name }) => id === value || key === value || plain(name) === word);
  if (exact[0] !== undefined)
    return exact.length === 1 ? { kind: 'exact', partnerId: exact[0].id } : { kind: 'none' };
  const ranked = partners
    .map(({ id, name }) => ({ id, likeness: likeness(core(value), core(name)) }))
    .sort((a, b) => b.likeness - a.likeness);
  const [best, second] = ranked;
  if (best === undefined || best.likeness < ALIKE || best.likeness === second?.likeness)
    return { kind: 'none' };
  return { kind: 'suggested', partnerId: best.id };
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}

const LEGAL =
  /\b(gmbh|ag|kg|ug|ohg|ltd|limited|llc|llp|inc|corp|co|plc|bv|nv|sa|sarl|sas|srl|spa|ab|as|oy|aps)\b/g;

/** The name without its legal form and marks. */
function core(text: string): string {
  return plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(LEGAL, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** 1 for the same, towards 0 the fewer pairs of letters two texts share (Dice). One within the other counts as alike. */
function likeness(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 4 && ` ${long} `.includes(` ${short} `)) return ALIKE + 0.05;
  const [left, right] = [pairs(a), pairs(b)];
  const shared = left.filter((pair) => {
    const place = right.indexOf(pair);
    if (place !== -1) right.splice(place, 1);
    return place !== -1;
  });
  return (2 * shared.length) / (a.length - 1 + (b.length - 1) || 1);
}

function pairs(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}

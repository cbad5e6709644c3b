import { compareIds, type PartnerId } from '../ids.ts';
import type { IntegrityFinding } from '../vocabulary.ts';

/** A partner as the checks for doubles see it. */
export type CheckedPartner = {
  readonly id: PartnerId;
  readonly name: string;
  readonly companyId: string | null;
  /** Domain of its company, lower case. */
  readonly domain: string | null;
};

export type PartnerMismatch = {
  readonly id: PartnerId;
  readonly code: IntegrityFinding;
  readonly words: string;
};

/** Partners of one company, and of companies with one domain (attribution §14). Both of a pair are told. */
export function partnerChecks(partners: readonly CheckedPartner[]): PartnerMismatch[] {
  const sameCompany = groups(partners, ({ companyId }) => companyId);
  const sameDomain = groups(partners, ({ domain }) => domain).filter(
    (group) => new Set(group.map(({ companyId }) => companyId)).size > 1,
  );
  return [
    ...sameCompany.flatMap((group) => {
      const found = told(group, 'second_partner_of_company', 'belongs to the same company as');
      // Ids grow: the oldest record holds the company, and its unique key (R20).
      const [holder] = group.toSorted(({ id: a }, { id: b }) => compareIds(a, b));
      const held = `The company is held by ${holder?.name}, the older record.`;
      return found.map((each) => ({ ...each, words: `${each.words} ${held}` }));
    }),
    ...sameDomain.flatMap((group) => told(group, 'duplicate_partner', 'has the same domain as')),
  ];
}

function groups(
  partners: readonly CheckedPartner[],
  by: (partner: CheckedPartner) => string | null,
): CheckedPartner[][] {
  const known = partners.filter((partner) => by(partner) !== null);
  return [...Map.groupBy(known, by).values()].filter((group) => group.length > 1);
}

function told(group: readonly CheckedPartner[], code: IntegrityFinding, words: string): PartnerMismatch[] {
  return group.map(({ id, name }) => {
    const others = group.filter((each) => each.id !== id).map((each) => each.name);
    return { id, code, words: `${name} ${words} ${others.join(', ')}.` };
  });
}

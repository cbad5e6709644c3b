/** Identifiers of HubSpot are decimal strings. A brand keeps one kind from being passed for another. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type PortalId = Branded<'portal'>;
export type DealId = Branded<'deal'>;
export type PartnerId = Branded<'partner'>;
export type ReferralId = Branded<'referral'>;
export type ActivityId = Branded<'activity'>;
export type CompanyId = Branded<'company'>;
export type ContactId = Branded<'contact'>;

const RECORD_ID = /^[1-9]\d{0,18}$/;

/** Reads a HubSpot record or portal id (a positive decimal number of at most 19 digits). Throws a TypeError otherwise. */
export function parseId<Id extends string>(value: unknown, what: string): Id {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || !RECORD_ID.test(text)) {
    throw new TypeError(`${what}: ${JSON.stringify(value)} is not a HubSpot id`);
  }
  return text as Id;
}

/** Order of ids as numbers, for sorting: ids are decimal and of any length. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

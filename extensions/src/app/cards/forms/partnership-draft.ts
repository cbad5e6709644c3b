import { type StartPartnership, startPartnership } from '../contract/company-card.ts';
import { type Entry, parseEntry } from './entry.ts';

export type PartnershipDraft = { primaryType: string };

export function parsePartnership(draft: PartnershipDraft, requestId: string): Entry<StartPartnership> {
  return parseEntry(startPartnership, { ...draft, requestId });
}

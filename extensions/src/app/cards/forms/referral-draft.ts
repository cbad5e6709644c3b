import { type LogReferral, logReferral } from '../contract/company-card.ts';
import { type Entry, parseEntry, refuseFuture } from './entry.ts';

/** The client as far as the person has come: nothing yet, one found in the portal, or a new one. */
export type ClientDraft =
  | { kind: 'none' }
  | { kind: 'existing'; companyId: string }
  | { kind: 'new'; name: string; domain: string };

export type ReferralDraft = {
  direction: string;
  partnerId: string;
  client: ClientDraft;
  /** `YYYY-MM-DD`, or empty. */
  referredOn: string;
  method: string;
};

/** Where a referral is logged from decides what is already known of it. */
export type ReferralPlace =
  | { kind: 'at-partner'; partnerId: string }
  | { kind: 'at-client'; companyId: string; partners: readonly { id: string; name: string }[] };

/** At a client's card the partner referred that client to us; at a partner's card both directions are open. */
export function startReferral(place: ReferralPlace, today: string | null): ReferralDraft {
  const open: ReferralDraft = {
    direction: 'received',
    partnerId: '',
    client: { kind: 'none' },
    referredOn: today ?? '',
    method: 'intro_email',
  };
  return place.kind === 'at-partner'
    ? { ...open, partnerId: place.partnerId }
    : { ...open, client: { kind: 'existing', companyId: place.companyId } };
}

export function parseReferral(
  draft: ReferralDraft,
  requestId: string,
  today: string | null,
): Entry<LogReferral> {
  const entry = parseEntry(logReferral, { ...draft, requestId });
  return refuseFuture(entry, 'referredOn', draft.referredOn, today);
}

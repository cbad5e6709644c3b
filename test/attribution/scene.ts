import { type Decision, decide } from '../../src/attribution/decide.ts';
import type {
  Claim,
  Deal,
  DealAmount,
  Evidence,
  Partner,
  Referral,
  Touch,
} from '../../src/attribution/evidence.ts';
import type { OverrideInput } from '../../src/attribution/override.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/attribution/policy.ts';
import type { FirstProject } from '../../src/attribution/project.ts';
import { addDays, type Day, parseDay } from '../../src/calendar.ts';
import { type DealId, type PartnerId, parseId, type ReferralId } from '../../src/ids.ts';
import { parseMoney } from '../../src/money.ts';

/** The day the deal of every scene was started, and the day it was won. */
export const START = parseDay('2026-03-02');
export const WON = parseDay('2026-05-12');
export const TODAY = parseDay('2026-05-20');

/** Days from the start of the deal: negative ones lie before it. */
export function day(offset: number): Day {
  return addDays(START, offset);
}

export const dealId = (id: number): DealId => parseId<DealId>(String(id), 'deal');
export const partnerId = (id: number): PartnerId => parseId<PartnerId>(String(id), 'partner');
export const referralId = (id: number): ReferralId => parseId<ReferralId>(String(id), 'referral');

export const ACME = partnerId(1);
export const BIRCH = partnerId(2);
export const CEDAR = partnerId(3);
const NAMES = new Map([
  [ACME, 'Acme'],
  [BIRCH, 'Birch'],
  [CEDAR, 'Cedar'],
]);
export const nameOf = (id: PartnerId): string => NAMES.get(id) ?? `Partner ${id}`;

/** An amount in euro, the company's currency. */
export function euro(text: string): DealAmount {
  const money = parseMoney(text, 'EUR');
  return { kind: 'known', inDeal: money, inHome: money, rate: '1' };
}

export function dealOf(deal: Partial<Deal> = {}): Deal {
  return {
    ...{ id: dealId(900), name: 'Website', startedOn: START, closedOn: WON, won: true },
    ...{ wonOutsidePipelines: false, historic: false },
    amount: euro('8000'),
    refunded: null,
    clientPaidOn: null,
    ...deal,
  };
}

/** Accepted, received and on record ten days before the deal began, with a window of 180 days. */
export function referralOf(referral: Partial<Referral> & { windowDays?: number } = {}): Referral {
  const { windowDays = 180, ...given } = referral;
  const acceptedOn = given.acceptedOn === undefined ? day(-10) : given.acceptedOn;
  const base: Omit<Referral, 'window'> = {
    ...{ id: referralId(104), name: 'R-104', partnerId: ACME, direction: 'received', status: 'accepted' },
    ...{ referredOn: day(-10), acceptedOn, recordedOn: day(-10), evidenceOn: null },
    ...{ alreadyOursBy: [], knownProspectAccepted: false, imported: false, selfReferral: null },
  };
  const window = acceptedOn === null ? null : { days: windowDays, endsOn: addDays(acceptedOn, windowDays) };
  return { ...base, window, ...given };
}

let touches = 0;
/** A joint sales call, put on record on its day. */
export function touchOf(touch: Partial<Touch> & { readonly on: Day }): Touch {
  touches += 1;
  return {
    partnerId: BIRCH,
    kind: 'co_sell',
    recordedOn: touch.on,
    sourceId: String(5000 + touches),
    ...touch,
  };
}

export function partnerOf(partner: Partial<Partner> & { readonly id: PartnerId }): Partner {
  return {
    ...{ name: nameOf(partner.id), type: 'referral', stage: 'active', agreementStatus: 'signed' },
    ...{ endedOn: null, tailDays: null },
    ...partner,
  };
}

export type Scene = {
  readonly deal?: Partial<Deal>;
  readonly referrals?: readonly Referral[];
  readonly touches?: readonly Touch[];
  readonly claims?: readonly Claim[];
  readonly partners?: readonly Partner[];
  readonly otherProjects?: ReadonlyMap<ReferralId, FirstProject>;
  readonly override?: OverrideInput;
};

export function evidenceOf(scene: Scene): Evidence {
  const partners = new Map([ACME, BIRCH, CEDAR].map((id) => [id, partnerOf({ id })]));
  for (const partner of scene.partners ?? []) partners.set(partner.id, partner);
  return {
    deal: dealOf(scene.deal),
    referrals: scene.referrals ?? [],
    touches: scene.touches ?? [],
    claims: scene.claims ?? [],
    partners,
    otherProjects: scene.otherProjects ?? new Map(),
    override: scene.override ?? { kind: 'none' },
  };
}

export function decided(scene: Scene, policy: Partial<Policy> = {}, today: Day = TODAY): Decision {
  return decide(evidenceOf(scene), { ...DEFAULT_POLICY, ...policy }, today);
}

/** The decision in a few words: who has which part, and what became of each piece of evidence. */
export function outcomeOf({ attribution, parts, verdicts }: Decision) {
  return {
    attribution,
    parts: parts.map(({ partnerId: id, role, weight }) => `${nameOf(id)} ${role} ${weight}`),
    verdicts: verdicts.map(({ partnerId: id, outcome, code }) => `${nameOf(id)} ${outcome}: ${code}`),
  };
}

import type { Deal } from '../../src/attribution/evidence.ts';
import { type Entry, fold } from '../../src/attribution/ledger.ts';
import type { Override } from '../../src/attribution/override.ts';
import { pay } from '../../src/attribution/payment.ts';
import { DEFAULT_POLICY } from '../../src/attribution/policy.ts';
import { type Day, type Month, parseDay, parseMonth } from '../../src/calendar.ts';
import type { CompanyId, PartnerId, ReferralId } from '../../src/ids.ts';
import type { Gathered } from '../../src/jobs/gather.ts';
import { type KnownBefore, planDeal } from '../../src/jobs/plan-deal.ts';
import type { Portal } from '../../src/jobs/portal.ts';
import type { CommissionOffer, LinkedReferral, PartnerRecord } from '../../src/partnership/records.ts';
import type { DecidedDeal } from '../../src/store/deals.ts';
import type { StoredCredit } from '../../src/store/ledger.ts';
import type { MirroredPartner } from '../../src/store/mirror.ts';
import { dealOf } from '../attribution/scene.ts';

/** All that a look at the deal needs; what a story does not say is a win of EUR 8,000 on 12 May 2026. */
export type Look = {
  readonly deal?: Partial<Deal>;
  /** Partners that exist, by name of their id. */
  readonly partners: readonly MirroredPartner[];
  /** Partner of each referral of the client, the earliest first; null: its partner is gone. */
  readonly referredBy: readonly (string | null)[];
  readonly override?: Override;
} & Partial<Pick<KnownBefore, 'frozen' | 'merged' | 'bound' | 'history' | 'policy'>>;

const portal = {
  id: '1',
  timeZone: 'UTC',
  homeCurrency: 'EUR',
  installedOn: '2025-01-01',
} as unknown as Portal;

export function partnerNamed(
  id: string,
  commission: Partial<CommissionOffer> = {},
  record: Partial<PartnerRecord> = {},
): MirroredPartner {
  const offer: CommissionOffer = {
    ...{ rate: '10', tiers: null, basis: null, months: null, cap: null, minimum: null },
    ...{ currency: null, dueDays: null, clawbackDays: null, ...commission },
  };
  const known: PartnerRecord = {
    ...{ id: id as PartnerId, key: null, name: `Partner ${id}`, primaryType: 'referral', stage: 'active' },
    ...{ activatedOn: null, reactivatedOn: null, endedOn: null, compensationModel: 'commission' },
    ...{ commission: offer, agreementStatus: 'signed', agreementStart: null, noticeGivenOn: null },
    ...{ redFlags: [], satisfactionOurs: null, satisfactionTheirs: null, satisfactionRatedOn: null },
    ...{ seasonalMonths: [], referralWindowDays: null, protectionDays: null, tailDays: null, ...record },
  };
  return { record: known, companyId: null, written: {}, health: null, readAt: new Date(0) };
}

function referral(partnerId: string | null, place: number): LinkedReferral {
  const on = parseDay(`2026-02-2${place}`);
  return {
    record: {
      ...{ id: `10${4 + place}` as ReferralId, key: null, name: `R-${place}`, direction: 'received' },
      ...{ status: 'accepted', referredOn: on, acceptedOn: on, recordedOn: on, evidenceOn: null },
      ...{ preExisting: null, knownProspectAccepted: false, windowDays: 180 },
    },
    ...{ partnerId: partnerId as PartnerId | null, companyIds: ['7' as CompanyId], contactIds: [] },
    alreadyOurs: { judgedFor: '', dealIds: [] },
  } as LinkedReferral;
}

/** One deal through time, as the deal job plans it: looks, payments and months that close, on one ledger. */
export function dealStory() {
  const entries: Entry[] = [];
  const closed = new Set<Month>();
  let before: DecidedDeal | undefined;
  const rows = () => [...fold(entries).values()].sort((a, b) => (a.creditKey < b.creditKey ? -1 : 1));
  const look = (today: string, { deal: given, partners, referredBy, override, ...known }: Look): Entry[] => {
    const deal = dealOf(given);
    const credits: StoredCredit[] = rows().map((row) => ({
      ...row,
      reason: '',
      recordId: null,
      written: null,
      linked: null,
    }));
    const gathered = {
      ...{ deal, dealUnder: () => deal, closed: deal.won, currency: 'EUR', ownerId: null, override: null },
      ...{ companyIds: ['7'], contactIds: [], activities: [], stamps: {}, labels: [] },
      ...(deal.amount.kind === 'known' ? { currency: deal.amount.inDeal.currency } : {}),
      referrals: referredBy.map(referral),
    } as unknown as Gathered;
    const plan = planDeal(portal, gathered, {
      ...{ closed, credits: new Map([[deal.id, credits]]), rates: new Map(), stamped: new Map() },
      decided: new Map(before === undefined ? [] : [[deal.id, before]]),
      ...{ today: parseDay(today), policies: [DEFAULT_POLICY], policy: undefined, bound: [], history: [] },
      partners: new Map(partners.map((each) => [each.record.id, each])),
      override:
        override === undefined
          ? { input: { kind: 'none' }, findings: [] }
          : { input: { kind: 'valid', override, decidedOn: parseDay(today) }, findings: [] },
      ...{ frozen: new Set(), merged: new Set(), revisions: new Map(), considered: new Map(), ...known },
    } as KnownBefore);
    if (plan === null) return [];
    for (const { creditKey, sequence } of plan.entries)
      if (entries.some((each) => each.creditKey === creditKey && each.sequence === sequence))
        throw new Error(`entry ${sequence} of ${creditKey} stands in the ledger already`);
    entries.push(...plan.entries);
    before = plan.decided;
    return [...plan.entries];
  };
  return {
    look,
    close: (month: string) => void closed.add(parseMonth(month)),
    pay(month: string, on: string) {
      const row = rows().find((each) => each.month === month && (each.commission?.minor ?? 0n) > 0n);
      if (row === undefined) throw new Error(`no commission in ${month}`);
      entries.push(...pay(row, { paidOn: parseDay(on) as Day, reference: 'T-1' }));
    },
    findings: () => (before?.findings ?? []).map(({ code }) => code),
    /** `1 sourced 2026-05 earned 8000.00, commission 800.00`. */
    lines: () =>
      rows().map(({ partnerId, role, month, status, amount, commission }) => {
        const cents = (minor: bigint) => (Number(minor) / 100).toFixed(2);
        const owed =
          commission === null ? '' : `, commission ${commission.known ? cents(commission.minor) : '?'}`;
        return `${partnerId} ${role} ${month} ${status} ${cents(amount.minor)}${owed}`;
      }),
  };
}

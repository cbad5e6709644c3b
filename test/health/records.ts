import { addDays, type Day, parseDay } from '../../src/calendar.ts';
import type { ActivityRecord, PartnerFacts, PartnerRecord, ReferralRecord } from '../../src/health/facts.ts';
import { assess, defaultHealthSettings, type HealthSettings } from '../../src/health/index.ts';
import { type ActivityId, parseId, type ReferralId } from '../../src/ids.ts';

/** The day on which every test looks at the partner. */
export const TODAY = parseDay('2026-06-15');

export function ago(days: number): Day {
  return addDays(TODAY, -days);
}

/** An active, reciprocal referral partner of 400 days about which nothing else is known. */
export const partner: PartnerRecord = {
  stage: 'active',
  primaryType: 'referral',
  compensationModel: 'reciprocal',
  activatedOn: ago(400),
  reactivatedOn: null,
  endedOn: null,
  redFlags: [],
  agreementStatus: 'signed',
  noticeGivenOn: null,
  satisfactionOurs: null,
  satisfactionTheirs: null,
  satisfactionRatedOn: null,
  seasonalMonths: [],
};

export type Scene = Partial<Omit<PartnerFacts, 'partner'>> & { partner?: Partial<PartnerRecord> };

export function factsOf(scene: Scene): PartnerFacts {
  return {
    referrals: [],
    activities: [],
    contacts: [],
    dealMovements: [],
    override: null,
    ...scene,
    partner: { ...partner, ...scene.partner },
  };
}

export function assessed(scene: Scene, settings: HealthSettings = defaultHealthSettings, today: Day = TODAY) {
  return assess(factsOf(scene), today, settings);
}

export function codesOf(scene: Scene, settings?: HealthSettings): string[] {
  return assessed(scene, settings).reasons.map(({ code }) => code);
}

let lastId = 0;
function nextId(): string {
  lastId += 1;
  return String(lastId);
}

export function referral(
  direction: ReferralRecord['direction'],
  daysAgo: number,
  other: Partial<ReferralRecord> = {},
): ReferralRecord {
  return {
    id: parseId<ReferralId>(nextId(), 'referral'),
    direction,
    status: direction === 'received' ? 'accepted' : 'acknowledged',
    clientKnown: true,
    referredOn: ago(daysAgo),
    responseDueOn: null,
    firstResponseOn: null,
    ...other,
  };
}

export function received(...days: number[]): ReferralRecord[] {
  return days.map((day) => referral('received', day));
}

export function sent(...days: number[]): ReferralRecord[] {
  return days.map((day) => referral('sent', day));
}

export function activity(
  kind: ActivityRecord['kind'],
  daysAgo: number,
  other: Partial<ActivityRecord> = {},
): ActivityRecord {
  return {
    id: parseId<ActivityId>(nextId(), 'activity'),
    kind,
    status: 'done',
    happenedOn: ago(daysAgo),
    dueOn: null,
    twoWay: null,
    outcome: null,
    ...other,
  };
}

export function talked(daysAgo: number) {
  return [{ on: ago(daysAgo), kind: 'call' as const }];
}

export function reviewed(daysAgo: number): ActivityRecord[] {
  return [activity('quarterly_review', daysAgo, { twoWay: false })];
}

/** Slots of which the first `kept` were done on their day, without an answer, and the others never. */
export function slots(kept: number, scheduled: number): ActivityRecord[] {
  return Array.from({ length: scheduled }, (_, place) => {
    const due = 20 + place * 10;
    return place < kept
      ? activity('check_in', due, { dueOn: ago(due), twoWay: false })
      : activity('quarterly_review', due, { dueOn: ago(due), status: 'planned', happenedOn: null });
  });
}

/** Nothing to complain about: talked and reviewed a short while ago, one referral each way. */
export const fine: Scene = {
  referrals: [...received(20), ...sent(25)],
  contacts: talked(9),
  activities: reviewed(40),
};

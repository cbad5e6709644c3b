import { defaultProfiles, type Profile, type ProfileName } from './profiles.ts';

export type Band = { readonly low: number; readonly high: number };
/** A measure that is 1 up to `full` days, falls straight to 0.5 at `half` and to 0 at `zero`. */
export type Curve = { readonly full: number; readonly half: number; readonly zero: number };

export type Weights = {
  readonly recency: number;
  readonly reciprocity: number;
  readonly volume: number;
  readonly 'joint-activity': number;
  readonly communication: number;
  readonly cadence: number;
  readonly satisfaction: number;
};

/** Every number of the rules: plain data, so that a portal can keep versions of it. */
export type HealthSettings = {
  readonly version: string;
  /** A partner younger than this is New. */
  readonly graceDays: number;
  /** From this age on, one referral each way ends New early. */
  readonly earlyExitDays: number;
  /** A1: no activity of any kind for more than this. */
  readonly silentDays: number;
  /** A2: referrals stopped, and no contact for more than this. */
  readonly stoppedContactDays: number;
  /** A3: no referral for more than this, once the partnership is that old. */
  readonly noReferralDays: number;
  /** T1b: so many referrals at least, so far apart at least, and a ratio below this. */
  readonly uneven: { readonly atLeast: number; readonly apart: number; readonly ratioBelow: number };
  /** T2a and T2b: the rhythm, and the days of grace before it is a gap. */
  readonly checkIn: { readonly everyDays: number; readonly graceDays: number };
  readonly review: { readonly everyDays: number; readonly graceDays: number };
  /** T4: share of the referrals we sent that they answered in time. */
  readonly response: {
    readonly judged: boolean;
    readonly atLeast: number;
    readonly rateBelow: number;
    readonly days: number;
  };
  /** Cadence: slots of the last `days` count once `graceDays` after their due day have passed. */
  readonly cadence: { readonly days: number; readonly graceDays: number; readonly atLeast: number };
  readonly satisfactionDays: number;
  readonly recencyFullDays: number;
  readonly contactCurve: Curve;
  readonly weights: Weights;
  readonly bands: { readonly at_risk: Band; readonly attention: Band; readonly healthy: Band };
  /** At or below this confidence the summary says on how many signals it stands. */
  readonly fewSignalsUpTo: number;
  /** Both windows of a seasonal partner outside its months. */
  readonly offSeasonDays: number;
  /** Month (1-12) in which the year starts, for quarter-to-date counters. */
  readonly fiscalYearStart: number;
  readonly profiles: Readonly<Record<ProfileName, Profile>>;
};

export const defaultHealthSettings: HealthSettings = {
  version: '1',
  graceDays: 90,
  earlyExitDays: 30,
  silentDays: 90,
  stoppedContactDays: 60,
  noReferralDays: 365,
  uneven: { atLeast: 3, apart: 2, ratioBelow: 0.5 },
  checkIn: { everyDays: 30, graceDays: 15 },
  review: { everyDays: 90, graceDays: 14 },
  response: { judged: false, atLeast: 5, rateBelow: 0.8, days: 180 },
  cadence: { days: 180, graceDays: 7, atLeast: 2 },
  satisfactionDays: 120,
  recencyFullDays: 30,
  contactCurve: { full: 30, half: 60, zero: 90 },
  weights: {
    recency: 25,
    reciprocity: 25,
    volume: 15,
    'joint-activity': 40,
    communication: 20,
    cadence: 10,
    satisfaction: 5,
  },
  bands: {
    at_risk: { low: 0, high: 39 },
    attention: { low: 40, high: 69 },
    healthy: { low: 70, high: 100 },
  },
  fewSignalsUpTo: 0.6,
  offSeasonDays: 365,
  fiscalYearStart: 1,
  profiles: defaultProfiles,
};

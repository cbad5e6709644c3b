import type { Day } from '../calendar.ts';
import type { PartnerRecord } from './facts.ts';
import { type Profile, type ProfileName, profileNameOf } from './profiles.ts';
import type { HealthSettings } from './settings.ts';

/** The settings as they apply to one partner on one day. */
export type Yardstick = {
  readonly profileName: ProfileName;
  readonly profile: Profile;
  readonly settings: HealthSettings;
  /** A seasonal partner outside its months: nothing is expected to flow, and talks may be rarer. */
  readonly offSeason: boolean;
};

/** Chooses the profile and, outside a seasonal partner's months, stretches windows and doubles the rhythm. */
export function yardstickFor(partner: PartnerRecord, today: Day, settings: HealthSettings): Yardstick {
  const profileName = profileNameOf(partner.primaryType, partner.compensationModel);
  const profile = settings.profiles[profileName];
  const month = Number(today.slice(5, 7));
  const offSeason = partner.seasonalMonths.length > 0 && !partner.seasonalMonths.includes(month);
  return offSeason
    ? { profileName, profile: stretched(profile, settings), settings: relaxed(settings), offSeason }
    : { profileName, profile, settings, offSeason };
}

function stretched(profile: Profile, { offSeasonDays }: HealthSettings): Profile {
  return { ...profile, recentDays: offSeasonDays, longDays: offSeasonDays };
}

function relaxed(settings: HealthSettings): HealthSettings {
  const { checkIn, review, contactCurve } = settings;
  return {
    ...settings,
    checkIn: { ...checkIn, everyDays: checkIn.everyDays * 2 },
    review: { ...review, everyDays: review.everyDays * 2 },
    contactCurve: { full: contactCurve.full * 2, half: contactCurve.half * 2, zero: contactCurve.zero * 2 },
  };
}

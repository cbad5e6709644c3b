import type { Profile } from './profiles.ts';
import type { Curve, HealthSettings } from './settings.ts';

/**
 * Everything that is wrong with a portal's health settings, by name, all at once; empty when they can be
 * used. Settings that pass keep the promises of the score: bands that do not touch, and always some weight.
 */
export function settingsProblems(settings: HealthSettings): string[] {
  return [
    ...wholeNumbers(settings),
    ...weightProblems(settings),
    ...bandProblems(settings),
    ...curveProblems('contactCurve', settings.contactCurve),
    ...shareProblems(settings),
    ...Object.entries(settings.profiles).flatMap(([name, profile]) =>
      profileProblems(name, profile, settings),
    ),
    ...(settings.fiscalYearStart >= 1 && settings.fiscalYearStart <= 12
      ? []
      : ['fiscalYearStart: a month from 1 to 12 is expected']),
  ];
}

function wholeNumbers(settings: HealthSettings): string[] {
  const { uneven, checkIn, review, response, cadence } = settings;
  const days: Record<string, number> = {
    graceDays: settings.graceDays,
    earlyExitDays: settings.earlyExitDays,
    silentDays: settings.silentDays,
    stoppedContactDays: settings.stoppedContactDays,
    noReferralDays: settings.noReferralDays,
    'uneven.atLeast': uneven.atLeast,
    'uneven.apart': uneven.apart,
    'checkIn.everyDays': checkIn.everyDays,
    'checkIn.graceDays': checkIn.graceDays,
    'review.everyDays': review.everyDays,
    'review.graceDays': review.graceDays,
    'response.atLeast': response.atLeast,
    'response.days': response.days,
    'cadence.days': cadence.days,
    'cadence.graceDays': cadence.graceDays,
    'cadence.atLeast': cadence.atLeast,
    satisfactionDays: settings.satisfactionDays,
    recencyFullDays: settings.recencyFullDays,
    offSeasonDays: settings.offSeasonDays,
    fiscalYearStart: settings.fiscalYearStart,
  };
  return Object.entries(days)
    .filter(([, value]) => !(Number.isSafeInteger(value) && value >= 0 && value <= 10_000))
    .map(([name, value]) => `${name}: ${value} is not a whole number from 0 to 10000`);
}

function weightProblems({ weights }: HealthSettings): string[] {
  const wrong = Object.entries(weights)
    .filter(([, weight]) => !(Number.isFinite(weight) && weight >= 0))
    .map(([name, weight]) => `weights.${name}: ${weight} is not a number of 0 or more`);
  // Communication always has data, so with a weight the score of any partner exists.
  return weights.communication > 0 ? wrong : [...wrong, 'weights.communication: must be above 0'];
}

function bandProblems({ bands }: HealthSettings): string[] {
  const { at_risk, attention, healthy } = bands;
  const edges = [at_risk.low, at_risk.high, attention.low, attention.high, healthy.low, healthy.high];
  const rising = edges.every((edge, place) => place === 0 || edge > (edges[place - 1] ?? edge));
  const inside = edges.every((edge) => Number.isInteger(edge) && edge >= 0 && edge <= 100);
  return rising && inside
    ? []
    : ['bands: whole numbers from 0 to 100 that rise without touching are expected'];
}

function curveProblems(name: string, { full, half, zero }: Curve): string[] {
  return full >= 0 && full < half && half <= zero ? [] : [`${name}: full < half <= zero is expected`];
}

function shareProblems({ uneven, response, fewSignalsUpTo }: HealthSettings): string[] {
  const shares = {
    'uneven.ratioBelow': uneven.ratioBelow,
    'response.rateBelow': response.rateBelow,
    fewSignalsUpTo,
  };
  return Object.entries(shares)
    .filter(([, share]) => !(share >= 0 && share <= 1))
    .map(([name, share]) => `${name}: ${share} is not a share from 0 to 1`);
}

function profileProblems(name: string, profile: Profile, settings: HealthSettings): string[] {
  const problems = curveProblems(`profiles.${name}`, {
    full: settings.recencyFullDays,
    half: profile.recentDays,
    zero: profile.longDays,
  });
  if (!(profile.expected > 0)) problems.push(`profiles.${name}.expected: must be above 0`);
  if (profile.kind === 'referrals' && !profile.received && !profile.sent)
    problems.push(`profiles.${name}: expects referrals in no direction`);
  return problems;
}

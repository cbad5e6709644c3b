import { formatDay } from '../calendar.ts';
import { unreachable } from '../errors.ts';
import type { HealthInputs } from './inputs.ts';
import type { ReasonCode } from './rules.ts';
import type { SevereSign } from './severe.ts';
import { capitalized, counted, expected, listed, rhythm } from './wording.ts';
import type { Yardstick } from './yardstick.ts';

/** Why a partner has its status, with the numbers, and what to do about it. */
export type Reason = { readonly code: ReasonCode; readonly text: string; readonly action: string };

type Words = (inputs: HealthInputs, yardstick: Yardstick) => { text: string; action: string };

/** Puts a true rule into plain words. */
export function explain(code: ReasonCode, inputs: HealthInputs, yardstick: Yardstick): Reason {
  const { text, action } = WORDS[code](inputs, yardstick);
  return { code, text: capitalized(text), action };
}

const WORDS: Readonly<Record<ReasonCode, Words>> = {
  A1: ({ daysSinceAnything, anythingRecorded }) => ({
    text: anythingRecorded
      ? `no referral, talk, joint work or deal movement for ${counted(daysSinceAnything, 'day')}`
      : `nothing is recorded since the partnership began ${counted(daysSinceAnything, 'day')} ago`,
    action: 'Call them and agree on one next step',
  }),
  A2: (inputs, yardstick) => {
    const { longDays } = yardstick.profile;
    return {
      text: `${flowName(yardstick)} stopped, with none in ${longDays} days after ${inputs.expected.before} in the ${longDays} days before, and ${contactGap(inputs)}`,
      action: 'Call them and ask what has changed',
    };
  },
  A3: ({ daysSinceExpected, age }, yardstick) => ({
    text:
      daysSinceExpected === null
        ? `no ${oneReferral(yardstick)} yet in ${counted(age, 'day')} of partnership`
        : `no ${oneReferral(yardstick)} for ${counted(daysSinceExpected, 'day')}`,
    action: 'Decide together whether to revive, pause or end the partnership',
  }),
  F: ({ severe }) => ({
    text: listed(severe.map(severeText)),
    action: severe.some(({ kind }) => kind === 'terminated' || kind === 'notice-given')
      ? 'Set the stage to Ended, or settle a new agreement'
      : 'Decide whether to go on, pause or end the partnership',
  }),
  T1a: ({ received, sent }, { profile }) => ({
    text:
      sent.long === 0
        ? `referrals flow one way, with ${received.long} received and none sent in ${profile.longDays} days`
        : `referrals flow one way, with ${sent.long} sent and none received in ${profile.longDays} days`,
    action: giveOrAsk(received.long, sent.long),
  }),
  T1b: ({ received, sent }, { profile }) => ({
    text: `referrals are uneven, with ${received.long} received and ${sent.long} sent in ${profile.longDays} days`,
    action: giveOrAsk(received.long, sent.long),
  }),
  T2a: (inputs, { settings }) => ({
    text: `${contactGap(inputs)}; ${rhythm(settings.checkIn.everyDays)} is expected`,
    action:
      inputs.daysSinceContact === null
        ? 'Book a check-in call, or log the talks you had'
        : 'Book a check-in call',
  }),
  T2b: ({ daysSinceReview, everReviewed }, { settings }) => ({
    text: everReviewed
      ? `no review for ${counted(daysSinceReview, 'day')}; ${rhythm(settings.review.everyDays)} is expected`
      : `no review yet in ${counted(daysSinceReview, 'day')}; ${rhythm(settings.review.everyDays)} is expected`,
    action: 'Book the quarterly review',
  }),
  T3: ({ daysSinceExpected }, yardstick) => {
    const { profile } = yardstick;
    const since = daysSinceExpected === null ? 'yet' : `for ${counted(daysSinceExpected, 'day')}`;
    return {
      text: `no ${oneReferral(yardstick)} ${since}; ${expected(profile.expected)} in ${profile.recentDays} days`,
      action: nextFlow(yardstick),
    };
  },
  T4: ({ response }, { settings }) => ({
    text: `they answered ${response.inTime} of ${counted(response.due, 'referral')} in time in ${settings.response.days} days; ${percent(settings.response.rateBelow)} is expected`,
    action: 'Agree with them how fast a referral is answered',
  }),
};

function contactGap({ daysSinceContact }: HealthInputs): string {
  return daysSinceContact === null
    ? 'no two-way contact yet, none recorded'
    : `no two-way contact for ${counted(daysSinceContact, 'day')}`;
}

function flowName({ profile }: Yardstick): string {
  return profile.kind === 'joint-activities' ? 'joint activities' : 'referrals';
}

function oneReferral({ profile }: Yardstick): string {
  if (profile.kind === 'joint-activities') return 'joint activity';
  if (profile.received && profile.sent) return 'referral';
  return profile.received ? 'referral received' : 'referral sent';
}

/** A fair partner can be uneven by chance, so the words say "worth raising", never "problem". */
function giveOrAsk(received: number, sent: number): string {
  return received > sent
    ? 'Worth raising: find a client of yours to refer to them'
    : 'Worth raising: ask which of their clients could need you';
}

function nextFlow({ profile }: Yardstick): string {
  if (profile.kind === 'joint-activities') return 'Plan the next joint activity';
  if (profile.received && profile.sent) return 'Name one client to refer, and ask for one';
  return profile.received
    ? 'Ask which of their clients could need you'
    : 'Find a client of yours to refer to them';
}

function severeText(sign: SevereSign): string {
  switch (sign.kind) {
    case 'competitive':
      return 'red flag for competitive services';
    case 'poor-reputation':
      return 'red flag for poor reputation';
    case 'terminated':
      return 'the agreement is terminated';
    case 'notice-given':
      return `notice was given on ${formatDay(sign.on)}`;
    default:
      return unreachable(sign);
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

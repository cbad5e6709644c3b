import type { Hold } from '../../src/attribution/commission.ts';
import type { PartnerRecord } from '../../src/partnership/records.ts';
import type { PartnerStage, PartnerType, ReferralStatus } from '../../src/vocabulary.ts';

/** The words the server puts on cards. */
export const TYPE_WORDS: Readonly<Record<PartnerType, string>> = {
  referral: 'Referral partner',
  reseller: 'Reseller',
  integration: 'Integration partner',
  co_marketing: 'Co-marketing partner',
  strategic: 'Strategic alliance',
};

export const STAGE_WORDS: Readonly<Record<PartnerStage, string>> = {
  identified: 'Identified',
  researching: 'Researching',
  contacted: 'Contacted',
  in_discussion: 'In discussion',
  agreement_out: 'Agreement out',
  active: 'Active',
  paused: 'Paused',
  ended: 'Ended',
  declined: 'Declined',
};

export const REFERRAL_WORDS: Readonly<Record<ReferralStatus, string>> = {
  submitted: 'Waiting for acceptance',
  accepted: 'Accepted',
  contacted: 'Contacted',
  qualified: 'Qualified',
  deal_open: 'Deal open',
  won: 'Won',
  lost: 'Lost',
  introduced: 'Introduced',
  acknowledged: 'Acknowledged',
  in_progress: 'In progress',
  no_response: 'No response',
  declined: 'Declined',
  duplicate: 'Duplicate',
  expired: 'Expired',
  test: 'Test',
};

/** The agreement's money in plain words. */
export function termsInWords({
  compensationModel,
  commission: { rate, tiers, basis },
}: PartnerRecord): string {
  const projects = basis === 'all_projects' ? 'all projects' : 'the first project';
  const commission =
    tiers !== null
      ? `Commission in tiers, of ${projects}`
      : rate === null
        ? 'Commission, rate not set'
        : `${rate} % of ${projects}`;
  switch (compensationModel) {
    case 'reciprocal':
      return 'Reciprocal, no cash';
    case 'commission':
      return commission;
    case 'both':
      return `Reciprocal, and ${commission[0]?.toLowerCase()}${commission.slice(1)}`;
    case 'none':
      return 'No compensation agreed';
    case null:
      return 'Terms not set yet';
  }
}

/** Why a commission waits. */
export const HOLD_WORDS: Readonly<Record<Hold, string>> = {
  no_agreement: 'The agreement is not signed',
  rate_missing: 'No exchange rate is known',
  terms_invalid: 'The terms on the partner cannot be used',
  lost_after_clawback: 'Lost after the clawback window: keep or reverse?',
};

/** What somebody did about a deal, by the action of the audit. */
export const DEED_WORDS: Readonly<Record<string, string>> = {
  'override-credit': 'Set the credit by hand',
  'accept-proposal': 'Accepted a proposal',
  'unlock-credit': 'Let the rules decide again',
  'decide-commission': 'Decided on a commission',
  'override-ended': 'What was set by hand ended on its day',
};

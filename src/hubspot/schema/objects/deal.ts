import { INTEGRITY_FINDINGS } from '../../../vocabulary.ts';
import { choice, choices, day, longText, moment, money, number, text, yesNo } from '../builders.ts';
import { ATTRIBUTION_GROUP, type StampedSpec } from '../object.ts';
import { INTEGRITY_FINDING_LABELS } from './integrity-findings.ts';

export const DEAL_ATTRIBUTIONS = ['sourced', 'influenced', 'sourced_expansion', 'none'] as const;
export type DealAttribution = (typeof DEAL_ATTRIBUTIONS)[number];

/** Stamps on the deal (data-model §2, R2, R22). */
export const deal: StampedSpec = {
  kind: 'stamped',
  object: 'deal',
  group: ATTRIBUTION_GROUP,
  properties: [
    choice(
      'app',
      'partner_attribution',
      'Partner attribution',
      'What partners have to do with this deal. Empty: no partner was ever considered.',
      DEAL_ATTRIBUTIONS,
      { sourced_expansion: 'Sourced, expansion' },
    ),
    text('app', 'partner_source_id', 'Partner source id', 'Record id of the partner who sourced it.'),
    text('app', 'partner_source_name', 'Partner source', 'The partner who sourced it.'),
    text('app', 'partner_source_type', 'Partner source type', 'Primary type of that partner.'),
    money('app', 'partner_sourced_amount', 'Partner-sourced amount', 'Company currency; 0 unless won.'),
    money('app', 'partner_expansion_amount', 'Partner expansion amount', 'Company currency; 0 unless won.'),
    money(
      'app',
      'partner_influenced_amount',
      'Partner-influenced amount',
      'The whole deal where it was influenced, else 0. Never added to the sourced amount.',
    ),
    longText('app', 'partner_influencers', 'Partner influencers', 'Names of partners who helped.'),
    longText('app', 'partner_attribution_reason', 'Partner attribution reason', 'The receipt in a sentence.'),
    text('app', 'partner_attribution_model', 'Partner attribution model', 'The model that decided.'),
    yesNo(
      'app',
      'partner_attribution_locked',
      'Partner attribution locked',
      'Shown only; decided on the card.',
    ),
    longText(
      'app',
      'partner_override',
      'Partner override',
      'What a person decided; signed, edit on the card.',
    ),
    moment('app', 'partner_credited_at', 'Partner credit changed at', 'Never a reporting date.'),
    day('person', 'partner_client_paid_on', 'Client first paid on', 'Makes the commission payable.'),
    number(
      'person',
      'partner_client_refunded_amount',
      'Refunded to the client',
      'In the deal’s currency. Lowers credit and commission.',
    ),
    choices(
      'app',
      'partner_findings',
      'Partner findings',
      'What the nightly checks found.',
      INTEGRITY_FINDINGS,
      INTEGRITY_FINDING_LABELS,
    ),
  ],
};

import type { PartnerId } from '../ids.ts';

/** What became of one piece of evidence, and why, in words: the receipt shows what was refused, too. */
export type Verdict = {
  readonly evidence: 'referral' | 'touch' | 'claim';
  readonly sourceId: string;
  readonly partnerId: PartnerId;
  readonly outcome: 'sourced' | 'sourced_expansion' | 'influenced' | 'refused';
  readonly code: VerdictCode;
  readonly words: string;
};

export type VerdictCode =
  | 'qualifies'
  | 'first-project-won-before'
  | 'dated-touch'
  | 'sent'
  | 'not-accepted'
  | 'incomplete'
  | 'referred-after-deal-start'
  | 'window-ended'
  | 'already-ours'
  | 'entered-late'
  | 'no-dated-proof'
  | 'earlier-referral-holds'
  | 'expansion-ended'
  | 'partner-unknown'
  | 'partner-declined'
  | 'partner-ended'
  | 'touch-outside-window'
  | 'touch-entered-late'
  | 'touch-kind-off'
  | 'claim-without-evidence';

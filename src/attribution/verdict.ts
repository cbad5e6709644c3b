import type { PartnerId } from '../ids.ts';
import type { Role } from './role.ts';

/** What became of one piece of evidence, and why, in words: the receipt shows what was refused, too. */
export type Verdict = {
  readonly evidence: 'referral' | 'touch' | 'claim' | 'override';
  readonly sourceId: string;
  readonly partnerId: PartnerId;
  readonly outcome: Role | 'refused';
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
  | 'claim-without-evidence'
  | 'set-by-hand';

import type { Failure } from '../contract/company-card.ts';

/** Why there is no answer. Whether the server did the work is then unknown. */
export type NoAnswer =
  | { kind: 'unreachable'; detail: string }
  | { kind: 'busy' }
  | { kind: 'status'; status: number }
  | { kind: 'unreadable'; detail: string };

/** What came of one request to the server. */
export type Reply<Answer> =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'refused'; error: Failure['error'] }
  | { kind: 'no-answer'; reason: NoAnswer };

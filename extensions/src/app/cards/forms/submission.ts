import type { CompanyCard } from '../contract/company-card.ts';
import type { CardReply } from '../server/company-server.ts';
import { viewProblem } from '../view/problem-view.ts';
import { words } from '../words.ts';
import type { Problems } from './entry.ts';

/** How far the sending of a form has come. Nothing typed is lost in any of these. */
export type Submission<Body> =
  | { kind: 'editing' }
  | { kind: 'invalid' }
  | { kind: 'sending' }
  /** Nothing was done: the person changes the entry, and the next click is a new request. */
  | { kind: 'refused'; message: string; field: string | null }
  /** Nobody knows whether it was done: only the same request, with the same id, may be sent again. */
  | { kind: 'unconfirmed'; body: Body; message: string };

export type Sent<Body> =
  | { kind: 'saved'; card: CompanyCard }
  | Extract<Submission<Body>, { message: string }>;

/** What a reply means for the form that sent `body`. */
export function judgeReply<Body>(reply: CardReply, body: Body): Sent<Body> {
  switch (reply.kind) {
    case 'answered':
      return { kind: 'saved', card: reply.answer.card };
    case 'no-answer':
      return { kind: 'unconfirmed', body, message: viewProblem(reply.reason).title };
    case 'refused': {
      const { code, message, field } = reply.error;
      if (code === 'unavailable') return { kind: 'unconfirmed', body, message };
      return { kind: 'refused', message, field: field ?? null };
    }
  }
}

export type FormAlert = { title: string; text: string; variant: 'danger' | 'warning' };

/** The alert above the buttons; a refusal that names a field of this form is shown at that field instead. */
export function viewAlert<Body>(submission: Submission<Body>, fields: readonly string[]): FormAlert | null {
  if (submission.kind === 'unconfirmed') {
    const text = `${submission.message} ${words.form.unconfirmedHint}`;
    return { title: words.form.unconfirmed, text, variant: 'warning' };
  }
  if (submission.kind !== 'refused' || fields.includes(submission.field ?? '')) return null;
  return { title: words.form.refused, text: submission.message, variant: 'danger' };
}

/** Problems by field: those of the entry once the person has tried to send it, and the server's. */
export function viewProblems<Body>(submission: Submission<Body>, ofEntry: () => Problems): Problems {
  if (submission.kind === 'invalid') return ofEntry();
  if (submission.kind !== 'refused' || submission.field === null) return {};
  return { [submission.field]: submission.message };
}

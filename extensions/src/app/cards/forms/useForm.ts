import { useRef, useState } from 'react';
import type { CompanyCard } from '../contract/company-card.ts';
import type { CardReply } from '../server/company-server.ts';
import type { Entry, Problems } from './entry.ts';
import { type FormAlert, judgeReply, type Submission, viewAlert, viewProblems } from './submission.ts';

export type FormSpec<Draft, Body> = {
  start: Draft;
  /** The fields shown, by their path in the body. */
  fields: readonly string[];
  parse(draft: Draft, requestId: string): Entry<Body>;
  /** A new id for each click on the button. */
  newRequestId(): string;
  send(body: Body): Promise<CardReply>;
  onSaved(card: CompanyCard): void;
};

export type FormState<Draft> = {
  draft: Draft;
  edit(change: Partial<Draft>): void;
  problems: Problems;
  alert: FormAlert | null;
  phase: 'editing' | 'sending' | 'unconfirmed';
  submit(): void;
};

/** One form: what is typed, what is wrong with it, and the sending. Submitting again after an unclear end repeats the same request. */
export function useForm<Draft extends object, Body>(spec: FormSpec<Draft, Body>): FormState<Draft> {
  // HubSpot reports a field's value when it loses focus, and the click that took the focus follows before React has
  // rendered; so submit reads the references, and the states are for showing.
  const draft = useRef(spec.start);
  const submission = useRef<Submission<Body>>({ kind: 'editing' });
  const [, show] = useState(0);
  const render = () => show((count) => count + 1);

  function move(next: Submission<Body>): void {
    submission.current = next;
    render();
  }

  async function send(body: Body): Promise<void> {
    move({ kind: 'sending' });
    const sent = judgeReply(await spec.send(body), body);
    if (sent.kind === 'saved') spec.onSaved(sent.card);
    else move(sent);
  }

  function submit(): void {
    const { current } = submission;
    if (current.kind === 'sending') return;
    if (current.kind === 'unconfirmed') {
      void send(current.body);
      return;
    }
    const entry = spec.parse(draft.current, spec.newRequestId());
    if (entry.kind === 'valid') void send(entry.body);
    else move({ kind: 'invalid' });
  }

  function edit(change: Partial<Draft>): void {
    const { kind } = submission.current;
    if (kind === 'sending' || kind === 'unconfirmed') return;
    draft.current = { ...draft.current, ...change };
    move(kind === 'refused' ? { kind: 'editing' } : submission.current);
  }

  return {
    draft: draft.current,
    edit,
    problems: viewProblems(submission.current, () => problemsOf(spec, draft.current)),
    alert: viewAlert(submission.current, spec.fields),
    phase: phaseOf(submission.current),
    submit,
  };
}

function problemsOf<Draft, Body>(spec: FormSpec<Draft, Body>, draft: Draft): Problems {
  const entry = spec.parse(draft, spec.newRequestId());
  return entry.kind === 'invalid' ? entry.problems : {};
}

function phaseOf<Body>({ kind }: Submission<Body>): FormState<unknown>['phase'] {
  return kind === 'sending' || kind === 'unconfirmed' ? kind : 'editing';
}

import { useRef, useState } from 'react';
import type { CompanyServer, FoundCompany } from '../server/company-server.ts';
import { viewProblem } from '../view/problem-view.ts';
import { words } from '../words.ts';

export type ClientSearch =
  | { kind: 'idle' }
  | { kind: 'searching' }
  | { kind: 'found'; text: string; companies: FoundCompany[] }
  | { kind: 'failed'; message: string };

const FEWEST_LETTERS = 2;

/** Finds companies of the portal by what was typed. A later search wins over an earlier one that answers late. */
export function useClientSearch(search: CompanyServer['search']): {
  state: ClientSearch;
  find(text: string): Promise<void>;
} {
  const [state, setState] = useState<ClientSearch>({ kind: 'idle' });
  const latest = useRef(0);
  async function find(typed: string): Promise<void> {
    const text = typed.trim();
    latest.current += 1;
    const turn = latest.current;
    if (text.length < FEWEST_LETTERS) {
      return setState({ kind: 'failed', message: words.form.problems.search });
    }
    setState({ kind: 'searching' });
    const reply = await search(text);
    if (turn !== latest.current) return;
    if (reply.kind === 'answered') setState({ kind: 'found', text, companies: reply.answer.companies });
    else if (reply.kind === 'refused') setState({ kind: 'failed', message: reply.error.message });
    else setState({ kind: 'failed', message: viewProblem(reply.reason).title });
  }
  return { state, find };
}

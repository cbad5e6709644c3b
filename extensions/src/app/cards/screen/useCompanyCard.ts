import { useCallback, useEffect, useRef, useState } from 'react';
import type { CompanyCard } from '../contract/company-card.ts';
import type { CardReply, CompanyServer } from '../server/company-server.ts';
import type { Problem } from '../view/problem-view.ts';

export type CardState =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'ready'; card: CompanyCard };

/** The card's data: read when it opens, again on demand, and replaced by what an action answered. */
export function useCompanyCard(server: CompanyServer): {
  state: CardState;
  reload(): void;
  replace(card: CompanyCard): void;
} {
  const [state, setState] = useState<CardState>({ kind: 'loading' });
  const latest = useRef(0);
  const reload = useCallback(() => {
    latest.current += 1;
    const turn = latest.current;
    setState({ kind: 'loading' });
    void server.read().then((reply) => {
      // An answer that was overtaken, by a later read or an action, says nothing any more.
      if (turn === latest.current) setState(stateOf(reply));
    });
  }, [server]);
  useEffect(() => {
    reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);
  const replace = useCallback((card: CompanyCard) => {
    latest.current += 1;
    setState({ kind: 'ready', card });
  }, []);
  return { state, reload, replace };
}

function stateOf(reply: CardReply): CardState {
  switch (reply.kind) {
    case 'answered':
      return { kind: 'ready', card: reply.answer.card };
    case 'refused':
      return { kind: 'failed', problem: { kind: 'refused', message: reply.error.message } };
    case 'no-answer':
      return { kind: 'failed', problem: reply.reason };
  }
}

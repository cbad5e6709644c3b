import { useState } from 'react';
import type { ObjectKind } from '../../../crm/object-kind.ts';
import type { Stage } from '../../../crm/pipeline.ts';
import { type CrmRecord, nameOf, updateRecord } from '../../../crm/record.ts';
import { useToast } from '../../../design/Toasts.tsx';
import { usePortal } from '../../../portal.ts';
import { messageOf } from '../../../use-loaded.ts';
import type { Board } from './read-board.ts';

/** Moves deals at once on the screen, then in HubSpot; one that HubSpot refuses goes back to its column. */
export function useMoves(kind: ObjectKind, board: Board) {
  const { api } = usePortal();
  const toast = useToast();
  // The search lags behind a change, so the board remembers by itself what was moved.
  const [moves, setMoves] = useState<Readonly<Record<string, string>>>({});
  const stageOf = (deal: CrmRecord) => moves[deal.id] ?? deal.properties.dealstage;
  const move = async (deal: CrmRecord, stage: Stage): Promise<void> => {
    const before = stageOf(deal) ?? '';
    if (before === stage.id) return;
    setMoves((known) => ({ ...known, [deal.id]: stage.id }));
    try {
      const values = { pipeline: board.pipeline.id, dealstage: stage.id };
      await updateRecord(api.request, kind.typeId, deal.id, values);
      toast({ tone: 'success', message: `${nameOf(kind, deal)} moved to ${stage.label}` });
    } catch (error) {
      setMoves((known) => ({ ...known, [deal.id]: before }));
      toast({ tone: 'danger', title: 'The deal was not moved', message: messageOf(error) });
    }
  };
  return { stageOf, move };
}

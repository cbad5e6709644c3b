import { useEffect, useState } from 'react';
import type { ObjectKind } from '../../../crm/object-kind.ts';
import type { Stage } from '../../../crm/pipeline.ts';
import type { CrmRecord } from '../../../crm/record.ts';
import { BoardColumn } from './BoardColumn.tsx';
import { menuButtonId } from './deal-drag.ts';
import type { Board } from './read-board.ts';
import { useMoves } from './use-moves.ts';

/** A pipeline's stages as columns; a deal moves by dragging it, or with the menu on it. */
export function DealBoard({ kind, board }: { kind: ObjectKind; board: Board }) {
  const { stageOf, move } = useMoves(kind, board);
  const [movedByMenu, setMovedByMenu] = useState<{ id: string }>();
  // The card was drawn anew in another column: the focus follows it.
  useEffect(() => {
    if (movedByMenu) document.getElementById(menuButtonId(movedByMenu.id))?.focus();
  }, [movedByMenu]);
  const drop = (id: string, stage: Stage) => {
    const deal = board.deals.find((one) => one.id === id);
    if (deal !== undefined) void move(deal, stage);
  };
  const choose = (deal: CrmRecord, stage: Stage) => {
    void move(deal, stage);
    setMovedByMenu({ id: deal.id });
  };
  return (
    <>
      {board.total > board.deals.length && (
        <p className="board__note">
          The newest {board.deals.length} of {board.total.toLocaleString('en')} deals
        </p>
      )}
      <div className="board">
        {board.pipeline.stages.map((stage) => (
          <BoardColumn
            key={stage.id}
            {...{ kind, board, stage }}
            deals={board.deals.filter((deal) => stageOf(deal) === stage.id)}
            onDrop={(id) => drop(id, stage)}
            onChoose={choose}
          />
        ))}
      </div>
    </>
  );
}

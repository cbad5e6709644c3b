import { type DragEvent, useState } from 'react';
import type { ObjectKind } from '../../../crm/object-kind.ts';
import type { Stage } from '../../../crm/pipeline.ts';
import type { CrmRecord } from '../../../crm/record.ts';
import { BoardCard } from './BoardCard.tsx';
import { dealDragType } from './deal-drag.ts';
import type { Board } from './read-board.ts';

export function BoardColumn(props: {
  kind: ObjectKind;
  board: Board;
  stage: Stage;
  deals: readonly CrmRecord[];
  onDrop: (dealId: string) => void;
  onChoose: (deal: CrmRecord, stage: Stage) => void;
}) {
  const { kind, board, stage, deals, onDrop, onChoose } = props;
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(dealDragType)) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onDrop(event.dataTransfer.getData(dealDragType));
  };
  return (
    <section
      className={`board__column${isOver ? ' board__column--over' : ''}`}
      aria-label={stage.label}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <header className={`board__head board__head--${stage.outcome}`}>
        <h2>{stage.label}</h2>
        <span>{deals.length}</span>
      </header>
      <ul>
        {deals.map((deal) => (
          <BoardCard key={deal.id} {...{ kind, board, stage, deal }} onChoose={(to) => onChoose(deal, to)} />
        ))}
      </ul>
    </section>
  );
}

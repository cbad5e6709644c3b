import type { ObjectKind } from '../../crm/object-kind.ts';
import { LoadedView } from '../../design/LoadedView.tsx';
import { goTo } from '../../navigation.ts';
import { usePortal } from '../../portal.ts';
import { boardAddress } from '../../route.ts';
import { useLoaded } from '../../use-loaded.ts';
import { DealBoard } from './board/DealBoard.tsx';
import { type Board, readBoard } from './board/read-board.ts';

export function BoardView(props: { kind: ObjectKind; query: string; pipelineId: string | undefined }) {
  const { kind, query, pipelineId } = props;
  const { api } = usePortal();
  const loaded = useLoaded(() => readBoard(api, kind, { query, pipelineId }), [kind, query, pipelineId]);
  return (
    <LoadedView loaded={loaded} label="Loading the board">
      {(board) => (
        <>
          <PipelineChoice board={board} onChoose={(id) => goTo(boardAddress(kind.typeId, query, id))} />
          <DealBoard key={`${board.pipeline.id}/${query}`} kind={kind} board={board} />
        </>
      )}
    </LoadedView>
  );
}

function PipelineChoice({ board, onChoose }: { board: Board; onChoose: (id: string) => void }) {
  return (
    <label className="board__pipeline">
      Pipeline
      <select className="input" value={board.pipeline.id} onChange={(event) => onChoose(event.target.value)}>
        {board.pipelines.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}

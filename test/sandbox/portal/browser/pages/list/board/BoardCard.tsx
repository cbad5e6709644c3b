import { displayValue } from '../../../crm/display.ts';
import type { ObjectKind } from '../../../crm/object-kind.ts';
import type { Stage } from '../../../crm/pipeline.ts';
import { type CrmRecord, nameOf } from '../../../crm/record.ts';
import { GoLink } from '../../../design/GoLink.tsx';
import { usePortal } from '../../../portal.ts';
import { recordAddress } from '../../../route.ts';
import { dealDragType } from './deal-drag.ts';
import { MoveMenu } from './MoveMenu.tsx';
import type { Board } from './read-board.ts';

const facts = ['amount', 'closedate', 'hubspot_owner_id'];

export function BoardCard(props: {
  kind: ObjectKind;
  board: Board;
  stage: Stage;
  deal: CrmRecord;
  onChoose: (stage: Stage) => void;
}) {
  const { kind, board, stage, deal, onChoose } = props;
  const { account, owners } = usePortal();
  const { companyCurrency, timeZone } = account;
  const setting = { owners, pipelines: board.pipelines, companyCurrency, timeZone };
  const shown = facts
    .flatMap((name) => board.properties.filter((property) => property.name === name))
    .map((property) => ({ label: property.label, text: displayValue(property, deal.properties, setting) }))
    .filter(({ text }) => text !== '');
  const name = nameOf(kind, deal);
  return (
    <li
      className="board__card"
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(dealDragType, deal.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
    >
      <GoLink to={recordAddress(kind.typeId, deal.id)}>{name}</GoLink>
      <dl>
        {shown.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}:</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <MoveMenu
        dealId={deal.id}
        name={name}
        stages={board.pipeline.stages.filter((one) => one.id !== stage.id)}
        onChoose={onChoose}
      />
    </li>
  );
}

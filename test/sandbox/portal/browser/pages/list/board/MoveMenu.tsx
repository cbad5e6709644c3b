import type { Stage } from '../../../crm/pipeline.ts';
import { Icon } from '../../../design/Icon.tsx';
import { moveInMenu, useMenu } from '../../../design/use-menu.ts';
import { menuButtonId } from './deal-drag.ts';

/** The way to move a deal without dragging: every other stage, in order. */
export function MoveMenu(props: {
  dealId: string;
  name: string;
  stages: readonly Stage[];
  onChoose: (stage: Stage) => void;
}) {
  const { menu, isOpen, setOpen, close } = useMenu<HTMLDivElement>();
  return (
    <div className="board__menu" ref={menu}>
      <button
        type="button"
        id={menuButtonId(props.dealId)}
        className="board__move"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={`Move ${props.name} to…`}
        onClick={() => setOpen(!isOpen)}
      >
        Move to… <Icon name="downCarat" size={10} />
      </button>
      {isOpen && (
        <div className="menu__list" role="menu" tabIndex={-1} onKeyDown={moveInMenu} onClick={close}>
          {props.stages.map((stage) => (
            <button
              type="button"
              role="menuitem"
              key={stage.id}
              className="menu__item"
              onClick={() => props.onChoose(stage)}
            >
              {stage.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

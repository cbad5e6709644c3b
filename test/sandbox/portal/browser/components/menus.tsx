import type { DropdownButtonItemProps, DropdownProps } from '@hubspot/ui-extensions';
import { Icon } from '../design/Icon.tsx';
import { moveInMenu, useMenu } from '../design/use-menu.ts';
import { useOverlayRegistry } from './overlay-registry.ts';
import { plainEvent, reactionsOf } from './reactions.ts';
import { sizeOf } from './spacing.ts';
import { WithOverlay } from './WithOverlay.tsx';

export function Dropdown(props: DropdownProps) {
  const {
    options = [],
    variant = 'secondary',
    buttonText = 'Actions',
    buttonSize,
    disabled,
    children,
  } = props;
  const { menu, isOpen, setOpen, close } = useMenu<HTMLDivElement>();
  return (
    <div className="menu" ref={menu} data-testid={props.testId}>
      <button
        type="button"
        className={`button button--${variant} button--${sizeOf(buttonSize)}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={disabled}
        onClick={() => setOpen(!isOpen)}
      >
        {buttonText} <Icon name="downCarat" size={10} />
      </button>
      {/* The list stays mounted: its items hold the overlays they open. */}
      <div
        className="menu__list"
        role="menu"
        tabIndex={-1}
        hidden={!isOpen}
        onKeyDown={moveInMenu}
        onClick={close}
      >
        {options.map((option) => (
          <button
            type="button"
            role="menuitem"
            key={option.label}
            className="menu__item"
            onClick={() => option.onClick?.()}
          >
            {option.label}
          </button>
        ))}
        {children}
      </div>
    </div>
  );
}

export function DropdownButtonItem(props: DropdownButtonItemProps) {
  const overlays = useOverlayRegistry();
  return (
    <WithOverlay overlay={props.overlay}>
      {(open) => (
        <button
          type="button"
          role="menuitem"
          className="menu__item"
          data-testid={props.testId}
          onClick={(event) => {
            if (props.overlay) open();
            void props.onClick?.(plainEvent(event), reactionsOf(overlays));
          }}
        >
          {props.children}
        </button>
      )}
    </WithOverlay>
  );
}

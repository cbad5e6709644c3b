import type { DropdownButtonItemProps, DropdownProps } from '@hubspot/ui-extensions';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { Icon } from '../design/Icon.tsx';
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
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useCloseOutside(menu, isOpen, close);
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

function useCloseOutside(menu: RefObject<HTMLElement>, isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) close();
    };
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      close();
      menu.current?.querySelector<HTMLElement>('button')?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [menu, isOpen, close]);
}

function moveInMenu(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? items.indexOf(focused) : -1;
  items[(at + step + items.length) % items.length]?.focus();
}

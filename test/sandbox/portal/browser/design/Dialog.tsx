import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

export type DialogProps = {
  title?: string | undefined;
  /** Says what it is when there is no title. */
  label?: string | undefined;
  width?: 'small' | 'medium' | 'large' | undefined;
  danger?: boolean;
  /** A sheet at the right edge; a loose one leaves the page usable. */
  kind?: 'modal' | 'sheet' | 'loose-sheet';
  onClose: () => void;
  children: ReactNode;
};

/**
 * A dialog over the page: focus moves into it and back, Escape closes it, the rest is inert (but for a loose
 * sheet). The browser's own `dialog` does that.
 */
export function Dialog(props: DialogProps) {
  const { kind = 'modal', width = 'medium', danger = false, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useOpenDialog(dialog, content, kind !== 'loose-sheet');
  useEscape(dialog, onClose);
  const look = [
    'dialog',
    `dialog--${width}`,
    kind !== 'modal' && 'sheet',
    kind === 'loose-sheet' && 'sheet--loose',
  ];
  return createPortal(
    <dialog
      ref={dialog}
      className={[...look, danger && 'dialog--danger'].filter(Boolean).join(' ')}
      aria-labelledby={props.title === undefined ? undefined : titleId}
      aria-label={props.title === undefined ? props.label : undefined}
    >
      <div className="dialog__head">
        <h2 id={titleId}>{props.title}</h2>
        <Button look="icon" label="Close" onClick={onClose}>
          <Icon name="remove" />
        </Button>
      </div>
      <div className="dialog__content" ref={content}>
        {props.children}
      </div>
    </dialog>,
    document.body,
  );
}

function useOpenDialog(
  dialog: RefObject<HTMLDialogElement>,
  content: RefObject<HTMLDivElement>,
  modal: boolean,
): void {
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (modal) element?.showModal();
    else element?.show();
    const field = content.current?.querySelector<HTMLElement>('input, select, textarea');
    const first = field ?? content.current?.querySelector<HTMLElement>('button, a[href]');
    first?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [dialog, content, modal]);
}

function useEscape(dialog: RefObject<HTMLDialogElement>, onClose: () => void): void {
  useEffect(() => {
    const element = dialog.current;
    const onCancel = (event: Event) => {
      event.preventDefault();
      onClose();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onCancel(event);
    };
    element?.addEventListener('cancel', onCancel);
    element?.addEventListener('keydown', onKeyDown);
    return () => {
      element?.removeEventListener('cancel', onCancel);
      element?.removeEventListener('keydown', onKeyDown);
    };
  }, [dialog, onClose]);
}

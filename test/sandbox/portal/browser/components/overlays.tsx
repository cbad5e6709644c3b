import type {
  ModalBodyProps,
  ModalFooterProps,
  ModalProps,
  PanelBodyProps,
  PanelFooterProps,
  PanelProps,
  PanelSectionProps,
} from '@hubspot/ui-extensions';
import { useCallback, useContext, useEffect, useState } from 'react';
import { Dialog } from '../design/Dialog.tsx';
import { openedByContext, useOverlayRegistry } from './overlay-registry.ts';
import { sizeOf } from './spacing.ts';

export function Modal(props: ModalProps) {
  const { isOpen, close } = useOverlay(props);
  if (!isOpen) return null;
  return (
    <openedByContext.Provider value={null}>
      <Dialog
        title={props.title}
        label={props['aria-label']}
        width={dialogWidth(props.width)}
        danger={props.variant === 'danger'}
        onClose={close}
      >
        {props.children}
      </Dialog>
    </openedByContext.Provider>
  );
}

export function Panel(props: PanelProps) {
  const { isOpen, close } = useOverlay(props);
  if (!isOpen) return null;
  return (
    <openedByContext.Provider value={null}>
      <Dialog
        title={props.title}
        label={props['aria-label']}
        width={dialogWidth(props.width)}
        kind={props.variant === 'modal' ? 'sheet' : 'loose-sheet'}
        onClose={close}
      >
        {props.children}
      </Dialog>
    </openedByContext.Provider>
  );
}

/** Open or not: held by the button whose overlay it is, or by itself when a card places it alone. */
function useOverlay(props: {
  id: string;
  onOpen?: (() => void) | undefined;
  onClose?: (() => void) | undefined;
}) {
  const { id, onOpen, onClose } = props;
  const [alone, setAlone] = useState(false);
  const opener = useContext(openedByContext);
  const registry = useOverlayRegistry();
  const isOpen = opener === null ? alone : opener.isOpen;
  const close = useCallback(() => (opener === null ? setAlone(false) : opener.close()), [opener]);
  const open = useCallback(() => (opener === null ? setAlone(true) : opener.open()), [opener]);
  useEffect(() => registry.add(id, { open, close }), [registry, id, open, close]);
  const [wasOpen, setWasOpen] = useState(false);
  useEffect(() => {
    if (isOpen === wasOpen) return;
    setWasOpen(isOpen);
    if (isOpen) onOpen?.();
    else onClose?.();
  }, [isOpen, wasOpen, onOpen, onClose]);
  return { isOpen, close };
}

function dialogWidth(width: string | undefined): 'small' | 'medium' | 'large' {
  const size = sizeOf(width);
  return size === 'extra-small' ? 'small' : size;
}

export function ModalBody(props: ModalBodyProps) {
  return (
    <div className="dialog__body" data-testid={props.testId}>
      {props.children}
    </div>
  );
}

export function ModalFooter(props: ModalFooterProps) {
  return (
    <div className="dialog__foot" data-testid={props.testId}>
      {props.children}
    </div>
  );
}

export function PanelBody(props: PanelBodyProps) {
  return <ModalBody {...props} />;
}

export function PanelFooter(props: PanelFooterProps) {
  return <ModalFooter {...props} />;
}

export function PanelSection(props: PanelSectionProps) {
  return (
    <section
      className="hs-panel-section"
      data-testid={props.testId}
      style={props.flush ? { margin: 0 } : undefined}
    >
      {props.children}
    </section>
  );
}

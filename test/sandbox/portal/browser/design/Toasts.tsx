import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { AlertBox, type AlertTone } from './AlertBox.tsx';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

export type Toast = {
  readonly tone: AlertTone;
  readonly title?: string | undefined;
  readonly message: string;
};
type ShownToast = Toast & { readonly key: number };

const toastContext = createContext<(toast: Toast) => void>(() => {});
const shownMs = 8000;
const mostShown = 5;

/** Shows a message over the page; errors stay until they are closed. */
export function useToast(): (toast: Toast) => void {
  return useContext(toastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const lastKey = useRef(0);
  const close = useCallback((key: number) => {
    setToasts((shown) => shown.filter((toast) => toast.key !== key));
  }, []);
  const show = useCallback(
    (toast: Toast) => {
      lastKey.current += 1;
      const key = lastKey.current;
      setToasts((shown) => [...shown, { ...toast, key }].slice(-mostShown));
      if (toast.tone !== 'danger') setTimeout(() => close(key), shownMs);
    },
    [close],
  );
  return (
    <toastContext.Provider value={show}>
      {children}
      {createPortal(<ToastList toasts={toasts} onClose={close} />, document.body)}
    </toastContext.Provider>
  );
}

function ToastList(props: { toasts: readonly ShownToast[]; onClose: (key: number) => void }) {
  const list = useRef<HTMLElement>(null);
  const newest = props.toasts.at(-1)?.key;
  // Shown anew with each message: a dialog opened meanwhile would lie over it otherwise.
  useEffect(() => {
    if (newest === undefined) return;
    const shown = list.current;
    shown?.setAttribute('popover', 'manual');
    shown?.showPopover();
    return () => shown?.hidePopover();
  }, [newest]);
  return (
    <section ref={list} className="toasts" aria-label="Messages" aria-live="polite">
      {props.toasts.map(({ key, tone, title, message }) => (
        <AlertBox
          key={key}
          tone={tone}
          title={title}
          action={
            <Button look="icon" label="Close message" onClick={() => props.onClose(key)}>
              <Icon name="remove" />
            </Button>
          }
        >
          {message}
        </AlertBox>
      ))}
    </section>
  );
}

import { RemoteRenderer } from '@remote-ui/react/host';
import { useCallback, useMemo, useState } from 'react';
import { createOverlayRegistry, overlayRegistryContext } from '../components/overlay-registry.ts';
import { AlertBox } from '../design/AlertBox.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { Icon } from '../design/Icon.tsx';
import { Spinner } from '../design/Spinner.tsx';
import { useToast } from '../design/Toasts.tsx';
import { usePortal } from '../portal.ts';
import type { SessionCard } from '../session.ts';
import { createActions, type IframeModal } from './actions.ts';
import { type CardRecord, cardRecordContext } from './card-record.ts';
import { cardContext } from './context.ts';
import { createCardController } from './controller.tsx';
import { createHostSide } from './host-side.ts';
import { type CardRun, useCardRun } from './use-card-run.ts';

const controller = createCardController();

/** One of the app's cards on a record page: its title, and what its worker renders. */
export function CardFrame({ card, record }: { card: SessionCard; record: CardRecord }) {
  const portal = usePortal();
  const toast = useToast();
  const [iframe, setIframe] = useState<IframeModal>();
  const overlays = useMemo(createOverlayRegistry, []);
  const api = useMemo(() => {
    const actions = createActions({ portal, record, overlays, toast, openIframe: setIframe });
    return { context: cardContext(portal, card, record), actions };
  }, [portal, card, record, overlays, toast]);
  const hostSide = useCallback(
    (fail: (message: string) => void) => createHostSide(portal, record, fail),
    [portal, record],
  );
  const run = useCardRun(`/portal/_cards/${card.uid}.js`, api, hostSide);
  const closeIframe = useCallback(() => {
    setIframe(undefined);
    iframe?.onClose?.();
  }, [iframe]);
  return (
    <section className="card" aria-label={card.name} data-card={card.uid}>
      <header className="card__head">
        <span className="card__app" aria-hidden="true">
          <Icon name="sprocket" size={14} />
        </span>
        <h2>{card.name}</h2>
        <span className="card__by">{portal.session.app.name}</span>
      </header>
      <div className="card__body">
        <overlayRegistryContext.Provider value={overlays}>
          <cardRecordContext.Provider value={record}>
            <CardContent run={run} name={card.name} />
          </cardRecordContext.Provider>
        </overlayRegistryContext.Provider>
      </div>
      {iframe && (
        <Dialog title={iframe.title ?? card.name} width="large" onClose={closeIframe}>
          <iframe
            src={iframe.uri}
            title={iframe.title ?? card.name}
            height={iframe.height}
            className="card__iframe"
          />
        </Dialog>
      )}
    </section>
  );
}

function CardContent({ run, name }: { run: CardRun; name: string }) {
  switch (run.kind) {
    case 'starting':
      return <Spinner label={`Loading ${name}`} centered />;
    case 'running':
      return <RemoteRenderer receiver={run.receiver} controller={controller} />;
    case 'failed':
      return (
        <AlertBox tone="danger" title={`The card “${name}” failed`}>
          <pre className="card__error">{run.message}</pre>
        </AlertBox>
      );
  }
}

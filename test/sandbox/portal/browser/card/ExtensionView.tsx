import { RemoteRenderer } from '@remote-ui/react/host';
import { useCallback, useMemo, useState } from 'react';
import { createOverlayRegistry, overlayRegistryContext } from '../components/overlay-registry.ts';
import { AlertBox } from '../design/AlertBox.tsx';
import { Dialog } from '../design/Dialog.tsx';
import { Spinner } from '../design/Spinner.tsx';
import { useToast } from '../design/Toasts.tsx';
import { usePortal } from '../portal.ts';
import { createActions, type IframeModal } from './actions.ts';
import { type CardRecord, cardRecordContext } from './card-record.ts';
import { type Extension, extensionContext } from './context.ts';
import { controllerFor } from './controller.tsx';
import { createHostSide } from './host-side.ts';
import type { PageLocation } from './page-location.ts';
import { type CardRun, useCardRun } from './use-card-run.ts';

/** What an extension's worker renders: on a record's page, or on a page of the app's own. */
export function ExtensionView(props: {
  extension: Extension;
  record?: CardRecord;
  pageLocation?: PageLocation;
}) {
  const { extension, record, pageLocation } = props;
  const portal = usePortal();
  const toast = useToast();
  const [iframe, setIframe] = useState<IframeModal>();
  const overlays = useMemo(createOverlayRegistry, []);
  const api = useMemo(() => {
    const actions = createActions({ portal, record, overlays, toast, openIframe: setIframe });
    return { context: extensionContext(portal, extension, record), actions };
  }, [portal, extension, record, overlays, toast]);
  const hostSide = useCallback(
    (fail: (message: string) => void) => createHostSide(portal, record, fail),
    [portal, record],
  );
  const run = useCardRun(`/portal/_cards/${extension.uid}.js`, api, hostSide, pageLocation);
  const closeIframe = useCallback(() => {
    setIframe(undefined);
    iframe?.onClose?.();
  }, [iframe]);
  return (
    <>
      <overlayRegistryContext.Provider value={overlays}>
        <cardRecordContext.Provider value={record ?? null}>
          <Content run={run} extension={extension} />
        </cardRecordContext.Provider>
      </overlayRegistryContext.Provider>
      {iframe && (
        <Dialog title={iframe.title ?? extension.name} width="large" onClose={closeIframe}>
          <iframe
            src={iframe.uri}
            title={iframe.title ?? extension.name}
            height={iframe.height}
            className="card__iframe"
          />
        </Dialog>
      )}
    </>
  );
}

function Content({ run, extension }: { run: CardRun; extension: Extension }) {
  switch (run.kind) {
    case 'starting':
      return <Spinner label={`Loading ${extension.name}`} centered />;
    case 'running':
      return <RemoteRenderer receiver={run.receiver} controller={controllerFor(extension.location)} />;
    case 'failed':
      return (
        <AlertBox tone="danger" title={`${wordFor(extension.location)} “${extension.name}” failed`}>
          <pre className="card__error">{run.message}</pre>
        </AlertBox>
      );
  }
}

function wordFor(location: string): string {
  return location === 'settings' || location === 'home' || location === 'pages' ? 'The page' : 'The card';
}

import { retain } from '@remote-ui/rpc';
import type { OverlayRegistry } from '../components/overlay-registry.ts';
import { readRecord } from '../crm/record.ts';
import type { AlertTone } from '../design/AlertBox.tsx';
import type { Toast } from '../design/Toasts.tsx';
import { goTo } from '../navigation.ts';
import type { Portal } from '../portal.ts';
import { type AppPage, appPageAddress } from '../route.ts';
import { messageOf } from '../use-loaded.ts';
import type { CardRecord } from './card-record.ts';

export type IframeModal = {
  uri: string;
  title?: string;
  width: number;
  height: number;
  onClose?: () => void;
};

type Values = Record<string, string | null>;
type PropertyListener = (values: Values, error?: { message: string }) => void;

/** HubSpot's actions for any extension (`UiePlatformActions`); on a record page also `CrmHostActions`. */
export function createActions(input: {
  portal: Portal;
  record: CardRecord | undefined;
  overlays: OverlayRegistry;
  toast: (toast: Toast) => void;
  openIframe: (modal: IframeModal) => void;
}) {
  const { portal, record, overlays, toast, openIframe } = input;
  return {
    ...(record && recordActions(portal, record)),
    addAlert: ({ type, title, message }: { type?: AlertTone; title?: string; message: string }) => {
      toast({ tone: type ?? 'info', title, message });
    },
    reloadPage: () => location.reload(),
    openIframeModal: (modal: IframeModal, onClose?: () => void) => {
      if (onClose !== undefined) retain(onClose);
      openIframe({ ...modal, ...(onClose && { onClose }) });
    },
    closeOverlay: (id: string) => overlays.close(id),
    copyTextToClipboard: (text: string) => navigator.clipboard.writeText(text),
    navigateToPage: (page: AppPage) => {
      const { app, screens } = portal.session;
      if (screens.every((screen) => screen.location === 'settings')) throw new Error('This app has no pages');
      goTo(appPageAddress(app.id, page));
    },
  };
}

function recordActions(portal: Portal, record: CardRecord) {
  const read = async (names: readonly string[] | '*'): Promise<Values> => {
    const all = await portal.api.properties(record.kind.typeId);
    const wanted = names === '*' ? all.map((property) => property.name) : names;
    const { properties } = await readRecord(portal.api.request, record.kind.typeId, record.id, wanted);
    return Object.fromEntries(wanted.map((name) => [name, properties[name] ?? '']));
  };
  return {
    refreshObjectProperties: () => record.refresh(),
    fetchCrmObjectProperties: read,
    onCrmPropertiesUpdate: (names: readonly string[] | '*', listener: PropertyListener) => {
      retain(listener);
      record.events.subscribe((changed) => {
        if (names !== '*' && !names.some((name) => name in changed)) return;
        read(names).then(listener, (error: unknown) => listener({}, { message: messageOf(error) }));
      });
    },
  };
}

import { retain } from '@remote-ui/rpc';
import type { OverlayRegistry } from '../components/overlay-registry.ts';
import { readRecord } from '../crm/record.ts';
import type { AlertTone } from '../design/AlertBox.tsx';
import type { Toast } from '../design/Toasts.tsx';
import type { Portal } from '../portal.ts';
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

/** HubSpot's actions for a card on a record page (`CrmHostActions` and `UiePlatformActions`). */
export function createActions(input: {
  portal: Portal;
  record: CardRecord;
  overlays: OverlayRegistry;
  toast: (toast: Toast) => void;
  openIframe: (modal: IframeModal) => void;
}) {
  const { portal, record, overlays, toast, openIframe } = input;
  const read = async (names: readonly string[] | '*'): Promise<Values> => {
    const all = await portal.api.properties(record.kind.typeId);
    const wanted = names === '*' ? all.map((property) => property.name) : names;
    const { properties } = await readRecord(portal.api.request, record.kind.typeId, record.id, wanted);
    return Object.fromEntries(wanted.map((name) => [name, properties[name] ?? '']));
  };
  return {
    addAlert: ({ type, title, message }: { type?: AlertTone; title?: string; message: string }) => {
      toast({ tone: type ?? 'info', title, message });
    },
    reloadPage: () => location.reload(),
    refreshObjectProperties: () => record.refresh(),
    fetchCrmObjectProperties: read,
    onCrmPropertiesUpdate: (names: readonly string[] | '*', listener: PropertyListener) => {
      retain(listener);
      record.events.subscribe((changed) => {
        if (names !== '*' && !names.some((name) => name in changed)) return;
        read(names).then(listener, (error: unknown) => listener({}, { message: messageOf(error) }));
      });
    },
    openIframeModal: (modal: IframeModal, onClose?: () => void) => {
      if (onClose !== undefined) retain(onClose);
      openIframe({ ...modal, ...(onClose && { onClose }) });
    },
    closeOverlay: (id: string) => overlays.close(id),
    copyTextToClipboard: (text: string) => navigator.clipboard.writeText(text),
    navigateToPage: () => Promise.reject(new Error('The sandbox portal shows no app pages')),
  };
}

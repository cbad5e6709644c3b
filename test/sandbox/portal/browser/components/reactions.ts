import type { ExtensionEvent } from '@hubspot/ui-extensions';
import type { SyntheticEvent } from 'react';
import type { OverlayRegistry } from './overlay-registry.ts';

/** The plain event HubSpot gives a card's handler; a browser event cannot cross into the worker. */
export function plainEvent(event: SyntheticEvent): ExtensionEvent {
  return {
    type: event.type,
    bubbles: event.bubbles,
    timeStamp: event.timeStamp,
    id: event.currentTarget.id,
  };
}

/** What a handler gets as its second argument. */
export function reactionsOf(overlays: OverlayRegistry) {
  return {
    openPanel: overlays.open,
    closePanel: overlays.close,
    openModal: overlays.open,
    closeModal: overlays.close,
  };
}

import { createContext, useContext } from 'react';

type Overlay = { open: () => void; close: () => void };

/** The overlays of one card by their id, so that `closeOverlay(id)` and reactions find them. */
export type OverlayRegistry = {
  add(id: string, overlay: Overlay): () => void;
  open(id: string): void;
  close(id: string): void;
};

export function createOverlayRegistry(): OverlayRegistry {
  const overlays = new Map<string, Overlay>();
  return {
    add(id, overlay) {
      overlays.set(id, overlay);
      return () => {
        if (overlays.get(id) === overlay) overlays.delete(id);
      };
    },
    open: (id) => overlays.get(id)?.open(),
    close: (id) => overlays.get(id)?.close(),
  };
}

export const overlayRegistryContext = createContext<OverlayRegistry>(createOverlayRegistry());

/** The control around whose `overlay` this is set: what it has opened, and whether it is pointed at. */
export type Opener = {
  readonly isOpen: boolean;
  readonly isPointedAt: boolean;
  readonly open: () => void;
  readonly close: () => void;
};

export const openedByContext = createContext<Opener | null>(null);

export function useOverlayRegistry(): OverlayRegistry {
  return useContext(overlayRegistryContext);
}

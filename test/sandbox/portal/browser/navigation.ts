import { useCallback, useSyncExternalStore } from 'react';

const moved = 'portal-moved';

/** Goes to another page of the portal without loading it anew. */
export function goTo(address: string): void {
  history.pushState(null, '', address);
  dispatchEvent(new Event(moved));
}

export function useAddress(): string {
  const subscribe = useCallback((changed: () => void) => {
    addEventListener('popstate', changed);
    addEventListener(moved, changed);
    return () => {
      removeEventListener('popstate', changed);
      removeEventListener(moved, changed);
    };
  }, []);
  return useSyncExternalStore(subscribe, () => location.pathname + location.search);
}

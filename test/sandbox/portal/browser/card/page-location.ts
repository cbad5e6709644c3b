/** Where in the app's pages a person is, as HubSpot's page router wants it (`AppPageLocation`). */
export type PageLocation = { readonly path: string; readonly params: Readonly<Record<string, string>> };

/** Holds the place a person is at; the router in the worker renders anew when it changes. */
export function createPageLocationStore() {
  let current: PageLocation = { path: '/', params: {} };
  const listeners = new Set<() => void>();
  return {
    read: () => current,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    write(location: PageLocation) {
      current = location;
      for (const listener of listeners) listener();
    },
  };
}

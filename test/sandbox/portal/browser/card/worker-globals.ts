import type { RemoteCallable } from '@remote-ui/rpc';
import type { PageLocation } from './page-location.ts';
import type {
  AssociationsRequest,
  ExtensionApi,
  FetchOptions,
  FormatRequest,
  HostSide,
  PropertyValues,
  SearchRequest,
} from './protocol.ts';

/**
 * The names `@hubspot/ui-extensions` looks for in its worker (its `worker-globals` type), answered by the page.
 * Its hooks read `{ data, cleanup?, error? }` from a response's `json()`.
 */
export function createWorkerGlobals<Extend>(input: {
  host: RemoteCallable<HostSide>;
  useApi: () => ExtensionApi;
  usePageLocation: () => PageLocation;
  extend: Extend;
}) {
  const { host, useApi, usePageLocation, extend } = input;
  return {
    __HUBSPOT_EXTENSION_WORKER__: true,
    logger: console,
    extend_V2: extend,
    hsFetch: async (url: string | URL, options: FetchOptions = {}) => {
      const { method, timeout, body, headers } = options;
      const plain = headers instanceof Headers ? Object.fromEntries(headers) : headers;
      const given = { method, timeout, body, headers: plain };
      const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const answer = await host.fetch(String(url), sent);
      const type = answer.isJson ? 'application/json' : 'text/plain';
      // A Response refuses a body with these statuses.
      const text = [204, 205, 304].includes(answer.status) ? null : answer.body;
      return new Response(text, { status: answer.status, headers: { 'Content-Type': type } });
    },
    serverless: () => Promise.reject(new Error('The sandbox has no serverless functions')),
    hsWorkerAPI: {
      useExtensionApi: useApi,
      useExtensionContext: () => useApi().context,
      useExtensionActions: () => useApi().actions,
      useAppPageLocation: usePageLocation,
      fetchCrmProperties: async (names: string[], onUpdate: (values: PropertyValues) => void) =>
        answered(await host.readProperties(names, onUpdate)),
      fetchAssociations: async (request: AssociationsRequest) =>
        answered({ data: await host.readAssociations(withoutUndefined(request)) }),
      fetchCrmSearch: async (request: SearchRequest) =>
        answered({ data: await host.search(withoutUndefined(request)) }),
      formatCrmProperties: async (request: FormatRequest) =>
        answered({ data: await host.formatProperties(request) }),
      fetchHubSpotApi: () =>
        Promise.reject(new Error('The sandbox does not have the experimental API client')),
    },
  };
}

function answered(content: object) {
  return { ok: true, status: 200, json: () => Promise.resolve(content) };
}

function withoutUndefined<T extends object>(request: T): T {
  const copy = { ...request };
  for (const key of Object.keys(copy))
    if (Reflect.get(copy, key) === undefined) Reflect.deleteProperty(copy, key);
  return copy;
}

/**
 * Runs one unmodified HubSpot card or page in a web worker: gives it the globals its bundle expects, and sends what it
 * renders to the page. The worker has no network, no storage and no page, as in HubSpot.
 */
import { createRemoteRoot } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, type MessageEndpoint, retain } from '@remote-ui/rpc';
import * as React from 'react';
import { createPageLocationStore } from './page-location.ts';
import type { ExtensionApi, HostSide, WorkerSide } from './protocol.ts';
import { createWorkerGlobals } from './worker-globals.ts';

type Extension = (api: ExtensionApi & { runServerlessFunction: unknown }) => React.ReactNode;

const messenger: MessageEndpoint = {
  postMessage: (message) => postMessage(message),
  addEventListener: (type, listener) => addEventListener(type, listener),
  removeEventListener: (type, listener) => removeEventListener(type, listener),
};
const host = createEndpoint<HostSide>(messenger, {
  callable: ['fetch', 'readProperties', 'readAssociations', 'search', 'formatProperties', 'fail'],
});
const apiContext = React.createContext<ExtensionApi | null>(null);
const pageLocation = createPageLocationStore();
let extension: Extension | undefined;

function useApi(): ExtensionApi {
  const api = React.useContext(apiContext);
  if (api === null) throw new Error('A hook of HubSpot was used outside of the card');
  return api;
}

const worker: WorkerSide = {
  moveTo: (location) => pageLocation.write(location),
  start(bundleUrl, channel, api) {
    retain(channel);
    retain(api);
    importScripts(bundleUrl);
    if (extension === undefined) throw new Error('The card did not call hubspot.extend()');
    const root = createRemoteRoot(channel);
    const runServerlessFunction = () => Promise.reject(new Error('The sandbox has no serverless functions'));
    const card = extension({ ...api, runServerlessFunction });
    RemoteUI.createRoot(root).render(React.createElement(apiContext.Provider, { value: api }, card));
    return root.mount();
  },
};

Object.assign(
  globalThis,
  createWorkerGlobals({
    host: host.call,
    useApi,
    usePageLocation: () => React.useSyncExternalStore(pageLocation.subscribe, pageLocation.read),
    extend: (render: Extension) => {
      extension = render;
    },
  }),
  { React, RemoteUI },
);
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'indexedDB', 'caches']) {
  Object.defineProperty(globalThis, name, { value: undefined });
}
addEventListener('unhandledrejection', (event) => {
  const reason: unknown = event.reason;
  void host.call.fail(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
});
host.expose(worker);

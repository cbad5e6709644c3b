import { createRemoteReceiver, type RemoteReceiver } from '@remote-ui/react/host';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../use-loaded.ts';
import type { PageLocation } from './page-location.ts';
import type { ExtensionApi, HostSide, WorkerSide } from './protocol.ts';

/** A card in its worker. */
export type CardRun =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly receiver: RemoteReceiver }
  | { readonly kind: 'failed'; readonly message: string };

/** Runs a card as long as its frame is shown, and ends its worker with it. */
export function useCardRun(
  bundleUrl: string,
  api: ExtensionApi,
  hostSide: (fail: (message: string) => void) => HostSide,
  pageLocation: PageLocation | undefined,
): CardRun {
  const [run, setRun] = useState<CardRun>({ kind: 'starting' });
  const moveTo = useRef<(location: PageLocation) => Promise<void>>();
  useEffect(() => {
    const worker = new Worker('/portal/_assets/card-worker.js');
    const endpoint = createEndpoint<WorkerSide>(fromWebWorker(worker), { callable: ['start', 'moveTo'] });
    moveTo.current = endpoint.call.moveTo;
    const receiver = createRemoteReceiver();
    const fail = (message: string) => setRun({ kind: 'failed', message });
    worker.addEventListener('error', (event) =>
      fail(event.message || 'The worker of this card could not start'),
    );
    endpoint.expose(hostSide(fail));
    receiver.on('mount', () => setRun({ kind: 'running', receiver }));
    const start = async () => {
      // The worker's own loading says nothing of the reason, so the page asks first.
      const bundle = await fetch(bundleUrl);
      if (!bundle.ok) throw new Error(await bundle.text());
      await endpoint.call.start(new URL(bundleUrl, location.href).href, receiver.receive, api);
    };
    start().catch((error: unknown) => fail(messageOf(error)));
    return () => {
      endpoint.terminate();
      worker.terminate();
    };
  }, [bundleUrl, api, hostSide]);
  // A new worker is told the place too, before it starts.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what makes a new worker above
  useEffect(() => {
    if (pageLocation !== undefined) void moveTo.current?.(pageLocation);
  }, [pageLocation, bundleUrl, api, hostSide]);
  return run;
}

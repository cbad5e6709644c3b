import type { Portal } from '../state/portal.ts';
import type { WebhookEvent } from './event.ts';
import { CLIENT_SECRET, signatureV1, signatureV3 } from './sign.ts';
import type { Installation } from './subscription.ts';

const TIMEOUT_MS = 5_000;

/** Sends one request of events. Gives the status, or 0 when no answer came within 5 seconds. */
export async function postBatch(
  portal: Portal,
  installation: Installation,
  events: WebhookEvent[],
): Promise<number> {
  const body = JSON.stringify(events);
  try {
    const response = await fetch(installation.targetUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signatures(portal, installation.signedUrl, body) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Not reached, cut, or too slow: all are one thing to HubSpot, and the batch is tried again.
    return 0;
  }
}

function signatures(portal: Portal, signedUrl: string, body: string): Record<string, string> {
  const timestamp = portal.now();
  const v3 = {
    'X-HubSpot-Signature-v3': signatureV3(CLIENT_SECRET, 'POST', signedUrl, body, timestamp),
    'X-HubSpot-Request-Timestamp': String(timestamp),
  };
  const v1 = { 'X-HubSpot-Signature': signatureV1(CLIENT_SECRET, body), 'X-HubSpot-Signature-Version': 'v1' };
  switch (portal.assume.signatures) {
    case 'v3':
      return v3;
    case 'v1':
      return v1;
    case 'v3-and-v1':
      return { ...v3, ...v1 };
  }
}

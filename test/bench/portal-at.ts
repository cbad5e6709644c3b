import type { PlaceOfSandbox } from '../support/sandbox-config.ts';

/** Calls of the sandbox's control plane, in whatever process it runs. */
export type Control = (method: string, path: string, body?: unknown) => Promise<unknown>;

export function controlOf(hubspotUrl: string): Control {
  return async (method, path, body) => {
    const sent = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${hubspotUrl}/_sandbox${path}`, {
      method,
      ...(body === undefined ? {} : sent),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
}

/** What the sandbox's README says of every one of them. */
export function placeAt(url: string): PlaceOfSandbox {
  return {
    ...{ url, accessToken: 'sandbox-access-token', clientSecret: 'sandbox-client-secret', appId: '2001' },
  };
}

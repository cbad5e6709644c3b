import type { HubSpotRequest } from './request.ts';
import { API_VERSION } from './version.ts';

/** Removes the app from the portal that the token belongs to (HubSpot: App uninstalls). Its tokens end with it. */
export async function uninstallApp(request: HubSpotRequest): Promise<void> {
  await request({ method: 'DELETE', path: `/appinstalls/${API_VERSION}/external-install` });
}

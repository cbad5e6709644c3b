import type { HubSpotRequest } from '../hubspot/request.ts';
import type { PortalId } from '../ids.ts';

/** How this installation gets at the HubSpot of its portals: one private app's token, or OAuth tokens of many. */
export type Access = {
  /** A private app is of one portal, which it has to be told by HubSpot first; OAuth portals are known from their install. */
  readonly kind: 'private-app' | 'oauth';
  /** The portals it may work for now. Rejects when nobody can say so yet. */
  portals(): Promise<readonly PortalId[]>;
  /**
   * The way to one portal's HubSpot, never to another's: the portal's own token goes with every call. Rejects, with
   * how long to wait, while there is none.
   */
  requestOf(id: PortalId): Promise<HubSpotRequest>;
  /** How many portals are connected, how many once were and have cut us off, and how many we let go on purpose. */
  count(): Promise<PortalCount>;
  /** Renews what will end soon; told to stop, it begins with no further portal. To be called every minute or so. */
  renew(isStopping?: () => boolean): Promise<void>;
};

export type PortalCount = {
  readonly connected: number;
  readonly disconnected: number;
  readonly letGo: number;
};

/** Makes the way to HubSpot for one token, or for one that is asked for before every call. */
export type RequestFor = (way: {
  /** Whose token it is, where that is known before the first call. */
  readonly portalId: PortalId | null;
  readonly accessToken: string | (() => Promise<string>);
  readonly onUnauthorized?: (accessToken: string) => void;
}) => HubSpotRequest;

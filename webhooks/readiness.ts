/** What a load balancer and an operator want to know of this instance. */
export type Readiness = {
  readonly database: 'up' | 'down';
  readonly migrations: 'current' | 'behind' | 'ahead' | 'unknown';
  /** For people only: HubSpot's troubles are no reason to take an instance out (R33). */
  readonly hubspot: 'up' | 'down' | 'unknown';
  /** Portals that let us in, that once did, and that we let go on purpose; absent while the database cannot say. */
  readonly portals?: { readonly connected: number; readonly disconnected: number; readonly letGo: number };
};

/** The API versions whose paths are served. `2026-09` is the strict one. */
export const API_VERSIONS = ['2026-09', '2026-03', 'v4', 'v3'] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

export function parseApiVersion(text: string): ApiVersion | undefined {
  return API_VERSIONS.find((version) => version === text);
}

/** From `2026-09` on, every field the published request bodies call required must be sent. */
export function demandsAllFields(version: ApiVersion): boolean {
  return version === '2026-09';
}

const AREAS = 'objects|associations|properties|pipelines|owners|lists';
const LEGACY = new RegExp(`^/crm/(v3|v4)/(${AREAS})(?=[/?]|$)`);
const LEGACY_SCHEMAS = /^\/crm\/(v3)\/schemas(?=[/?]|$)/;
const LEGACY_OAUTH = /^\/oauth\/(v1|v3)\/token(?=[/?]|$)/;

/** Brings the old order of a path (`/crm/v3/objects/deals`) to the dated one (`/crm/objects/v3/deals`). */
export function toDatedOrder(url: string): string {
  return url
    .replace(LEGACY, '/crm/$2/$1')
    .replace(LEGACY_SCHEMAS, '/crm-object-schemas/$1/schemas')
    .replace(LEGACY_OAUTH, '/oauth/v3/token');
}

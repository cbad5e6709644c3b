/** What HubSpot counts: all calls of the app, and some families of routes on their own besides. */
export const WINDOWS = ['calls', 'associations', 'search'] as const;
export type WindowName = (typeof WINDOWS)[number];

/** Where a call stands in line: by the limits that count it. */
export const LANES = ['records', 'associations', 'search'] as const;
export type Lane = (typeof LANES)[number];

/** Which limits count a call of each lane (hubspot.md 4.5 to 4.7). Whether `calls` counts the other two is not known. */
export const WINDOWS_OF: Readonly<Record<Lane, readonly WindowName[]>> = {
  records: ['calls'],
  associations: ['calls', 'associations'],
  search: ['calls', 'search'],
};

export function laneOf(path: string): Lane {
  if (path.endsWith('/search')) return 'search';
  return path.startsWith('/crm/associations/') ? 'associations' : 'records';
}

/** The window that the headers of an answer speak of; search sends none. */
export function windowOf(lane: Lane): WindowName {
  return lane === 'records' ? 'calls' : lane;
}

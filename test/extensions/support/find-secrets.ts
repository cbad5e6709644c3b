import { load } from 'js-yaml';

const SECRET_NAME =
  /(personal.?access.?key|access.?token|refresh.?token|client.?secret|api.?key|password|\bkey$|secret|token)/i;

const LOOKS_LIKE_A_KEY = [
  // A HubSpot token of a private or static app, or a service key: pat-na1-…
  /\bpat-[a-z]{2,4}\d-[0-9a-f-]{8,}/i,
  // A client secret, or an old API key: a UUID.
  /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i,
  // A personal access key, or any other long run of letters and digits without a break.
  /[A-Za-z0-9+/=_-]{40,}/,
];

/**
 * What must never be in hubspot.config.yml: a secret under any name, also in a comment, and any account at all, because
 * the next thing under an account is its key. Empty when the file is clean.
 */
export function findSecrets(yaml: string): string[] {
  const lines = yaml.split('\n');
  const looks = lines.flatMap((line, place) =>
    LOOKS_LIKE_A_KEY.some((pattern) => pattern.test(line)) ? [`line ${place + 1} looks like a key`] : [],
  );
  let content: unknown;
  try {
    content = load(yaml);
  } catch (error) {
    return [...looks, `not readable: ${String(error)}`];
  }
  return [...looks, ...findValues(content, '')];
}

function findValues(value: unknown, path: string): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return SECRET_NAME.test(path) ? [`${path} has a value`] : [];
  const inner = Object.entries(value).flatMap(([name, item]) => findValues(item, `${path}.${name}`));
  return /\.(accounts|portals)$/.test(path) && Object.keys(value).length > 0
    ? [`${path} is not empty`, ...inner]
    : inner;
}

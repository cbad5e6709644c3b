/** Secrets that must appear in no line of the log: those of the configuration, and those that came while we run. */
export type KnownSecrets = {
  /** The text without any of them, in whatever spelling. */
  cut(text: string, replacement: string): string;
  /** Knows this one too; the oldest learned makes room for it. */
  learn(secret: string): void;
};

/** Tokens of a thousand portals, of which a line's strings are searched for each. */
const MOST_LEARNED = 2_000;
/** What is shorter would black out ordinary words; HubSpot's tokens have more than thirty characters. */
const LEAST_CHARACTERS = 8;

export function createKnownSecrets(fixed: readonly string[], mostLearned = MOST_LEARNED): KnownSecrets {
  const learned = new Map<string, readonly string[]>();
  const spelled = (): readonly string[] =>
    [...new Set([...fixed.flatMap(spellings), ...[...learned.values()].flat()])].sort(
      (a, b) => b.length - a.length,
    );
  let known = spelled();
  return {
    cut: (text, replacement) =>
      known.reduce(
        (left, secret) => (secret.length > left.length ? left : left.replaceAll(secret, () => replacement)),
        text,
      ),
    learn(secret) {
      if (secret.length < LEAST_CHARACTERS) return;
      const before = learned.get(secret);
      learned.delete(secret);
      learned.set(secret, before ?? spellings(secret));
      if (before !== undefined) return;
      for (const [oldest] of learned) {
        if (learned.size <= mostLearned) break;
        learned.delete(oldest);
      }
      known = spelled();
    },
  };
}

function spellings(secret: string): string[] {
  if (secret === '') return [];
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
  ];
}

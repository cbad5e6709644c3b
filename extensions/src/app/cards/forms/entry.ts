import type { Parser } from '../contract/parser.ts';
import { words } from '../words.ts';

/** What is wrong with an entry, by the path of the field in the body (`client.name`). */
export type Problems = Readonly<Record<string, string>>;

export type Entry<Body> = { kind: 'valid'; body: Body } | { kind: 'invalid'; problems: Problems };

/** Reads what a person entered with the contract's own parser; each problem is said in our words, at its field. */
export function parseEntry<Body>(parser: Parser<Body>, entered: unknown): Entry<Body> {
  const parsed = parser.safeParse(entered);
  if (parsed.success) return { kind: 'valid', body: parsed.data };
  const problems: Record<string, string> = {};
  for (const { path } of parsed.error.issues) {
    const { field, message } = fieldOf(path.map(String));
    problems[field] ??= message;
  }
  return { kind: 'invalid', problems };
}

/** A day after today is refused too: nothing that has not happened is logged. `today` null: not known here. */
export function refuseFuture<Body>(
  entry: Entry<Body>,
  field: string,
  day: string,
  today: string | null,
): Entry<Body> {
  if (today === null || day === '' || day <= today) return entry;
  const others = entry.kind === 'invalid' ? entry.problems : {};
  return { kind: 'invalid', problems: { ...others, [field]: words.form.problems.future } };
}

const MESSAGES: Readonly<Record<string, string>> = words.form.problems;

// `client.kind` has no field of its own: it is said at `client`.
function fieldOf(path: string[]): { field: string; message: string } {
  const whole = path.join('.');
  const field = whole in MESSAGES ? whole : (path[0] ?? '');
  return { field, message: MESSAGES[field] ?? words.form.problems.other };
}

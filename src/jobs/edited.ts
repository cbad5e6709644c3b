import type { CrmRecord } from '../hubspot/batch-answer.ts';
import type { Written } from '../store/mirror.ts';
import { differences } from './differences.ts';

/** Which of these values of ours somebody else changed: what stands there now is not what we last knew. */
export function edited(known: Written, actual: CrmRecord['properties'], names: readonly string[]): string[] {
  const ours = names.flatMap((name) => (name in known ? [[name, known[name] ?? null] as const] : []));
  return Object.keys(differences(Object.fromEntries(ours), actual));
}

import type { Problems } from './entry.ts';

/** What every field takes besides its value. */
export type FieldProps = { label: string; name: string; readOnly: boolean; problems: Problems };

/** The properties HubSpot's inputs need to show a problem; none where there is no problem. */
export function problemProps(
  problems: Problems,
  name: string,
): { error?: boolean; validationMessage?: string } {
  const message = problems[name];
  return message === undefined ? {} : { error: true, validationMessage: message };
}

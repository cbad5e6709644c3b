import { Alert } from '@hubspot/ui-extensions';
import type { Line } from '../view/lines.ts';

/** What a person should know about the data of this card. */
export function Notices({ notices }: { notices: readonly Line[] }) {
  return notices.map(({ key, text }) => <Alert key={key} title={text} variant="warning" />);
}

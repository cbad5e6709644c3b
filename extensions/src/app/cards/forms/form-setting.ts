import type { CompanyCard } from '../contract/company-card.ts';
import type { CompanyServer } from '../server/company-server.ts';

/** What every form of the card needs from around it. */
export type FormSetting = {
  server: CompanyServer;
  today: string | null;
  newRequestId(): string;
  /** The server has done it: the card as it is now, and what to tell the person. */
  onSaved(card: CompanyCard, message: string): void;
  onCancel(state: { unconfirmed: boolean }): void;
};

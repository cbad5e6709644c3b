import { z } from 'zod';
import { Problem } from '../errors.ts';
import { parseAnswer } from './answer.ts';
import { type AskForToken, TOKEN_ROUTE } from './token-endpoint.ts';

/**
 * What the webhooks journal is asked with (HubSpot: webhooks journal, authentication and scopes), and reading the
 * objects that are subscribed to. They are asked for with the token; the app's file does not name the first three.
 */
export const JOURNAL_SCOPES: readonly string[] = [
  'developer.webhooks_journal.read',
  'developer.webhooks_journal.subscriptions.read',
  'developer.webhooks_journal.subscriptions.write',
  'crm.objects.deals.read',
  'crm.objects.companies.read',
  'crm.objects.contacts.read',
  'crm.objects.custom.read',
];

/** The token of the app itself, of no portal (client credentials): HubSpot has the webhooks journal for it, no more. */
export type AppToken = {
  /** One that is good for a while. Rejects with a `Problem` when HubSpot gives none. */
  accessToken(): Promise<string>;
  /** HubSpot did not take this one: the next caller gets another. */
  refused(accessToken: string): void;
};

/** A token lives 30 minutes; another one is fetched so long before. */
const AHEAD_MS = 5 * 60_000;

/** Keeps the token in memory, and fetches one for all who wait. It is stored nowhere: any instance may have its own. */
export function createAppToken(options: {
  readonly ask: AskForToken;
  readonly now: () => number;
  /** Told of every token, before anything else is. */
  readonly hide: (secret: string) => void;
}): AppToken {
  const { ask, now, hide } = options;
  let held: { accessToken: string; renewAt: number } | null = null;
  let underWay: Promise<string> | null = null;

  const fetchOne = async () => {
    const answer = await ask({ grant_type: 'client_credentials', scope: JOURNAL_SCOPES.join(' ') });
    if (answer.kind === 'refused') {
      throw new Problem(
        'config-invalid',
        `HubSpot gives this app no token for the webhooks journal: ${answer.reason}`,
      );
    }
    const { access_token, expires_in } = parseAnswer(granted, answer.body, TOKEN_ROUTE);
    hide(access_token);
    const livesMs = expires_in * 1_000;
    held = { accessToken: access_token, renewAt: answer.asked + livesMs - Math.min(AHEAD_MS, livesMs / 2) };
    return access_token;
  };

  return {
    async accessToken() {
      if (held !== null && now() < held.renewAt) return held.accessToken;
      underWay ??= fetchOne().finally(() => {
        underWay = null;
      });
      return underWay;
    },
    refused(accessToken) {
      if (held?.accessToken === accessToken) held = null;
    },
  };
}

const granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

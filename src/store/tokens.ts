import { z } from 'zod';
import type { Vault } from '../encryption.ts';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** What a portal gave us: a token for its API, and one to get the next. */
export type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
};

/** A portal that was ever installed by OAuth. */
export type PortalAccess =
  | { readonly kind: 'granted'; readonly portalId: PortalId; readonly since: Date; readonly tokens: Tokens }
  | {
      readonly kind: 'revoked';
      readonly portalId: PortalId;
      readonly since: Date;
      /** In words for an admin. */
      readonly reason: string;
    };

const row = z.discriminatedUnion('state', [
  z.object({
    ...{ state: z.literal('granted'), portal_id: z.string(), since: z.date(), key_id: z.string() },
    ...{ sealed: z.instanceof(Buffer), issued_at: z.date(), expires_at: z.date() },
  }),
  z.object({ state: z.literal('revoked'), portal_id: z.string(), since: z.date(), reason: z.string() }),
]);

const secrets = z.object({ accessToken: z.string().min(1), refreshToken: z.string().min(1) });

/** Undefined for a portal that never was installed. Throws `config-invalid` when no key of ours opens its tokens. */
export async function readAccess(
  sql: Sql,
  vault: Vault,
  portalId: PortalId,
): Promise<PortalAccess | undefined> {
  return sql.maybe(opened(vault), 'SELECT * FROM portal_access WHERE portal_id = $1', [portalId]);
}

/** The same; until the transaction ends, whoever asks for the same portal waits here. */
export async function lockAccess(
  tx: Sql,
  vault: Vault,
  portalId: PortalId,
): Promise<PortalAccess | undefined> {
  return tx.maybe(opened(vault), 'SELECT * FROM portal_access WHERE portal_id = $1 FOR UPDATE', [portalId]);
}

export async function saveTokens(
  sql: Sql,
  vault: Vault,
  portalId: PortalId,
  { accessToken, refreshToken, issuedAt, expiresAt }: Tokens,
): Promise<void> {
  const { keyId, bytes } = vault.seal(JSON.stringify({ accessToken, refreshToken }), portalId);
  await sql.run(
    `INSERT INTO portal_access AS known (portal_id, state, since, key_id, sealed, issued_at, expires_at, reason)
     VALUES ($1, 'granted', $4, $2, $3, $4, $5, NULL)
     ON CONFLICT (portal_id) DO UPDATE SET state = 'granted', key_id = excluded.key_id, sealed = excluded.sealed,
       since = CASE known.state WHEN 'granted' THEN known.since ELSE excluded.since END,
       issued_at = excluded.issued_at, expires_at = excluded.expires_at, reason = NULL, let_go = false`,
    [portalId, keyId, bytes, issuedAt, expiresAt],
  );
}

/** The portal's tokens are gone for good; nothing else of it is touched. */
export async function removeTokens(sql: Sql, portalId: PortalId, reason: string, now: Date): Promise<void> {
  await sql.run(
    `UPDATE portal_access SET state = 'revoked', since = $3, reason = $2, key_id = NULL, sealed = NULL,
       issued_at = NULL, expires_at = NULL WHERE portal_id = $1 AND state = 'granted'`,
    [portalId, reason, now],
  );
}

/** The same, on purpose: nobody waits for it to come back, also when it was gone before. */
export async function letGo(sql: Sql, portalId: PortalId, now: Date): Promise<void> {
  await removeTokens(sql, portalId, 'disconnected by command', now);
  await sql.run('UPDATE portal_access SET let_go = true WHERE portal_id = $1', [portalId]);
}

function opened(vault: Vault): (value: unknown) => PortalAccess {
  return (value) => {
    const each = row.parse(value);
    const { since } = each;
    const portalId = each.portal_id as PortalId;
    if (each.state === 'revoked') return { kind: 'revoked', portalId, since, reason: each.reason };
    const text = vault.open({ keyId: each.key_id, bytes: each.sealed }, portalId);
    const tokens = {
      ...secrets.parse(JSON.parse(text)),
      issuedAt: each.issued_at,
      expiresAt: each.expires_at,
    };
    return { kind: 'granted', portalId, since, tokens };
  };
}

import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import type { Sql } from './sql.ts';

/** A portal that was ever installed by OAuth, without its tokens. */
export type InstalledPortal = {
  readonly id: PortalId;
  readonly state: 'granted' | 'revoked';
  readonly since: Date;
  /** Why it is revoked, in words for an admin. */
  readonly reason: string | null;
  /** It is revoked because we said so; else it shut us out. */
  readonly letGo: boolean;
};

const row = z
  .object({
    portal_id: z.string(),
    state: z.enum(['granted', 'revoked']),
    since: z.date(),
    reason: z.string().nullable(),
    let_go: z.boolean(),
  })
  .transform(
    ({ portal_id, let_go, ...rest }): InstalledPortal => ({
      id: portal_id as PortalId,
      letGo: let_go,
      ...rest,
    }),
  );

export async function readInstalledPortals(sql: Sql): Promise<InstalledPortal[]> {
  return sql.rows(
    (each) => row.parse(each),
    'SELECT portal_id, state, since, reason, let_go FROM portal_access ORDER BY portal_id',
  );
}

const named = z.object({ portal_id: z.string() }).transform((each) => each.portal_id as PortalId);

/** Portals whose tokens need a hand: they end before `endingBefore`, or another key than `keyId` encrypted them. */
export async function readPortalsToRenew(
  sql: Sql,
  { endingBefore, keyId }: { readonly endingBefore: Date; readonly keyId: string },
): Promise<{ readonly ending: PortalId[]; readonly formerKey: PortalId[] }> {
  const read = (condition: string, value: unknown) =>
    sql.rows(
      (each) => named.parse(each),
      `SELECT portal_id FROM portal_access WHERE state = 'granted' AND ${condition} ORDER BY expires_at`,
      [value],
    );
  return {
    ending: await read('expires_at < $1', endingBefore),
    formerKey: await read('key_id <> $1', keyId),
  };
}

import { z } from 'zod';
import type { PortalId } from '../ids.ts';
import { parseStoredRules, plainRules } from './policy-rules.ts';
import type { Sql } from './sql.ts';

/** A version of the rules as it is stored, with who made it and when. */
export type PolicyVersion = {
  readonly version: number;
  /** As JSON holds them. */
  readonly rules: unknown;
  readonly madeAt: Date;
  readonly madeBy: string;
};

const row = z
  .object({ version: z.number(), rules: z.unknown(), made_at: z.date(), made_by: z.string() })
  .transform(
    (each): PolicyVersion => ({
      ...{ version: each.version, rules: each.rules },
      ...{ madeAt: each.made_at, madeBy: each.made_by },
    }),
  );

/** All versions, the oldest first; none before the portal's first deal was decided. */
export async function readPolicyVersions(sql: Sql, portalId: PortalId): Promise<PolicyVersion[]> {
  return sql.rows(
    (each) => row.parse(each),
    'SELECT version, rules, made_at, made_by FROM policy WHERE portal_id = $1 ORDER BY version',
    [portalId],
  );
}

/** Puts a version in as it was elsewhere, for an import; one that is there already stays. */
export async function restorePolicy(tx: Sql, portalId: PortalId, each: PolicyVersion): Promise<boolean> {
  const saved = await tx.run(
    `INSERT INTO policy (portal_id, version, rules, made_at, made_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [portalId, each.version, JSON.stringify(each.rules), each.madeAt, each.madeBy],
  );
  return saved === 1;
}

/** Two stored versions say the same, also where one was written before a rule existed. */
export function sameRules(a: unknown, b: unknown): boolean {
  const plain = (rules: unknown) => JSON.stringify(plainRules(parseStoredRules(rules)));
  return plain(a) === plain(b);
}

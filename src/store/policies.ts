import { z } from 'zod';
import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import type { PortalId } from '../ids.ts';
import { ACTIVITY_KINDS } from '../vocabulary.ts';
import type { Sql } from './sql.ts';

const days = z.number().int().min(0).max(3650);
const rules = z.object({
  model: z.literal('primary'),
  referralWindowDays: days,
  influenceLookBackDays: days,
  claimDeadlineDays: days,
  touchEntryDays: days,
  expansionMonths: z.number().int().min(0).max(120),
  tailDays: days,
  touchKinds: z.array(z.enum(['referral', ...ACTIVITY_KINDS])).transform((kinds) => new Set(kinds)),
});
const row = z.object({ version: z.number(), rules });

/** All versions of the portal's rules, oldest first. A portal starts with version 1, the defaults. */
export async function readPolicies(sql: Sql, portalId: PortalId, now: Date): Promise<Policy[]> {
  const find = () =>
    sql.rows(
      (each) => toPolicy(row.parse(each)),
      'SELECT version, rules FROM policy WHERE portal_id = $1 ORDER BY version',
      [portalId],
    );
  const found = await find();
  if (found.length > 0) return found;
  const { version, ...defaults } = DEFAULT_POLICY;
  await sql.run(
    `INSERT INTO policy (portal_id, version, rules, made_at, made_by) VALUES ($1, $2, $3, $4, 'defaults')
     ON CONFLICT DO NOTHING`,
    [portalId, version, JSON.stringify({ ...defaults, touchKinds: [...defaults.touchKinds] }), now],
  );
  return find();
}

function toPolicy({ version, rules: each }: z.infer<typeof row>): Policy {
  return { version, ...each };
}

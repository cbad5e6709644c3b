import { z } from 'zod';
import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import { Problem } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { type PolicyRules, parsePolicyRules, parseStoredRules, plainRules } from './policy-rules.ts';
import type { Sql } from './sql.ts';

const row = z
  .object({ version: z.number(), rules: z.unknown() })
  .transform(({ version, rules }): Policy => ({ version, ...parseStoredRules(rules) }));

/** All versions of the portal's rules, oldest first. A portal starts with version 1, the defaults. */
export async function readPolicies(sql: Sql, portalId: PortalId, now: Date): Promise<Policy[]> {
  const find = () =>
    sql.rows(
      (each) => row.parse(each),
      'SELECT version, rules FROM policy WHERE portal_id = $1 ORDER BY version',
      [portalId],
    );
  const found = await find();
  if (found.length > 0) return found;
  await insertPolicy(sql, portalId, DEFAULT_POLICY, 'defaults', now);
  return find();
}

/**
 * Makes these rules the portal's next version, and says which it is. Wins that were decided keep theirs (R4).
 * Throws `input-invalid` naming the field where a rule cannot be used, `input-invalid` (retry later) when somebody
 * else saved a version at the same moment.
 */
export async function savePolicy(
  sql: Sql,
  portalId: PortalId,
  rules: PolicyRules,
  madeBy: string,
  now: Date,
): Promise<Policy> {
  const checked = parsePolicyRules(plainRules(rules));
  const latest = (await readPolicies(sql, portalId, now)).at(-1) ?? DEFAULT_POLICY;
  const policy = { ...checked, version: latest.version + 1 };
  if (await insertPolicy(sql, portalId, policy, madeBy, now)) return policy;
  throw new Problem(
    'input-invalid',
    `Somebody else saved version ${policy.version} of the rules just now. Look at it and save again.`,
    { retry: { kind: 'later' } },
  );
}

/** Keeps one version as it is; false when that version exists already, which is never changed. */
export async function insertPolicy(
  sql: Sql,
  portalId: PortalId,
  policy: Policy,
  madeBy: string,
  now: Date,
): Promise<boolean> {
  const inserted = await sql.run(
    `INSERT INTO policy (portal_id, version, rules, made_at, made_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [portalId, policy.version, JSON.stringify(plainRules(policy)), now, madeBy],
  );
  return inserted > 0;
}

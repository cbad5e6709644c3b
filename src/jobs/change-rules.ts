import { DEFAULT_POLICY, type Policy } from '../attribution/policy.ts';
import { dayIn } from '../calendar.ts';
import { audit } from '../store/audit.ts';
import type { Database } from '../store/database.ts';
import { readPolicies, savePolicy } from '../store/policies.ts';
import { parsePolicyRules, plainRules } from '../store/policy-rules.ts';
import type { PortalRow } from '../store/portals.ts';
import { beginReread } from '../store/rereads.ts';

/** Names of the rules that a portal can change, as `settings show` lists them. */
export const RULE_NAMES: readonly string[] = Object.keys(plainRules(DEFAULT_POLICY));

/**
 * Changes one rule: a new version of them all, audited. Wins keep the version they were decided under (R4); what is
 * not won is looked at again at once. Null when the rule is so already. Throws a Problem that names what is wrong.
 */
export function changeRule(
  database: Database,
  portal: Pick<PortalRow, 'id' | 'timeZone'>,
  change: { readonly name: string; readonly value: unknown; readonly actor: string },
  now: Date,
): Promise<Policy | null> {
  const { name, value, actor } = change;
  return database.transaction(async (tx) => {
    const latest = (await readPolicies(tx, portal.id, now)).at(-1) ?? DEFAULT_POLICY;
    const before = plainRules(latest);
    const rules = parsePolicyRules({ ...before, [name]: value });
    if (JSON.stringify(plainRules(rules)) === JSON.stringify(before)) return null;
    const policy = await savePolicy(tx, portal.id, rules, actor, now);
    const details = { version: policy.version, value };
    await audit(tx, portal.id, { actor, action: 'change-rule', subject: name, details }, now);
    await beginReread(tx, portal.id, ['deal'], dayIn(portal.timeZone, now.getTime()));
    return policy;
  });
}

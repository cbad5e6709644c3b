import { readFile, writeFile } from 'node:fs/promises';
import { Problem } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { changeRule, RULE_NAMES } from '../jobs/change-rules.ts';
import { settingsText } from '../jobs/settings-backup.ts';
import { exportSettings, importSettings, parseSettingsFile } from '../jobs/settings-file.ts';
import type { Database } from '../store/database.ts';
import { readPolicyVersions } from '../store/policy-versions.ts';
import { readPortals } from '../store/portals.ts';
import { changeSetting, readSettings } from '../store/settings.ts';
import { isSettingName, SETTING_NAMES } from '../store/settings-form.ts';
import { jsonOf } from './json.ts';

type Out = { readonly print: (line: string) => void };
type Deps = { readonly database: Database; readonly portalId: PortalId; readonly now: () => number };

/** `settings show`: the rules now in force, and the settings beside them. */
export async function runSettingsShow(
  { database, portalId }: Deps,
  json: boolean,
  out: Out,
): Promise<number> {
  const [policies, settings] = await Promise.all([
    readPolicyVersions(database, portalId),
    readSettings(database, portalId),
  ]);
  const policy = policies.at(-1) ?? null;
  if (json) {
    out.print(jsonOf({ policy, settings }));
    return 0;
  }
  if (policy === null) out.print('The rules are the defaults: no deal has been decided yet.');
  else {
    out.print(`Rules, version ${policy.version}, by ${policy.madeBy} on ${policy.madeAt.toISOString()}`);
    for (const [name, value] of Object.entries(policy.rules ?? {}))
      out.print(`  ${name}: ${JSON.stringify(value)}`);
  }
  out.print('Settings');
  for (const [name, value] of Object.entries(settings)) out.print(`  ${name}: ${JSON.stringify(value)}`);
  return 0;
}

/** `settings set NAME VALUE`: a new version of one setting, or of the rules with one of them changed; the value is JSON. */
export async function runSettingsSet(
  { database, portalId, now }: Deps,
  input: { readonly name: string; readonly value: string; readonly actor: string },
  out: Out,
): Promise<number> {
  const { name, actor } = input;
  const value = jsonIn(name, input.value);
  if (RULE_NAMES.includes(name)) return setRule({ database, portalId, now }, { name, value, actor }, out);
  if (!isSettingName(name))
    throw new Problem(
      'input-invalid',
      `${name} is neither a setting (${SETTING_NAMES.join(', ')}) nor a rule (${RULE_NAMES.join(', ')}).`,
    );
  const changed = await database.transaction((tx) =>
    changeSetting(tx, portalId, { name, value, actor }, new Date(now())),
  );
  out.print(changed ? `${name} is set.` : `${name} is so already.`);
  return 0;
}

async function setRule(
  { database, portalId, now }: Deps,
  change: { readonly name: string; readonly value: unknown; readonly actor: string },
  out: Out,
): Promise<number> {
  const portal = (await readPortals(database)).find(({ id }) => id === portalId);
  if (portal === undefined) throw new Error(`portal ${portalId} was there a moment ago`);
  const policy = await changeRule(database, portal, change, new Date(now()));
  out.print(
    policy === null
      ? `${change.name} is so already.`
      : `${change.name} is set: version ${policy.version} of the rules. Wins keep theirs; see "simulate" and "recompute".`,
  );
  return 0;
}

/** `settings export [FILE]`: rules, settings and closed months with all their versions, as one JSON file. */
export async function runSettingsExport(
  { database, portalId, now }: Deps,
  path: string | undefined,
  out: Out,
): Promise<number> {
  const text = settingsText(await exportSettings(database, portalId, new Date(now())));
  if (path === undefined) out.print(text.trimEnd());
  else {
    await writeFile(path, text, { mode: 0o600 });
    out.print(`Written: ${path}`);
  }
  return 0;
}

/** `settings import FILE`: puts back what an export held. What is there already stays. */
export async function runSettingsImport(
  { database, portalId, now }: Deps,
  input: { readonly path: string; readonly actor: string; readonly json: boolean },
  out: Out,
): Promise<number> {
  const file = parseSettingsFile(await textOf(input.path));
  const imported = await importSettings(database, portalId, { file, actor: input.actor }, new Date(now()));
  const { policies, settings, months, overrides } = imported;
  const byHand = overrides === 0 ? '' : `, ${overrides} decisions on deals`;
  if (input.json) out.print(jsonOf(imported));
  else
    out.print(
      `New here: ${policies} versions of the rules, ${settings} of settings, ${months} closed months${byHand}.`,
    );
  return 0;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Problem('input-invalid', `${path} cannot be read: ${why}`, { cause });
  }
}

function jsonIn(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('input-invalid', `${name}: ${JSON.stringify(text)} is not JSON.`, { cause });
  }
}

import { z } from 'zod';
import { Problem } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { audit } from './audit.ts';
import { DEFAULT_SETTINGS, type SettingName, type Settings, settingsForm } from './settings-form.ts';
import type { Sql } from './sql.ts';

/** One version of one setting. Versions are never changed nor deleted. */
export type SettingVersion = {
  readonly name: string;
  readonly version: number;
  readonly value: unknown;
  readonly madeAt: Date;
  readonly madeBy: string;
};

const row = z
  .object({
    name: z.string(),
    version: z.number(),
    value: z.unknown(),
    made_at: z.date(),
    made_by: z.string(),
  })
  .transform(
    (each): SettingVersion => ({
      ...{ name: each.name, version: each.version, value: each.value },
      ...{ madeAt: each.made_at, madeBy: each.made_by },
    }),
  );

/** The portal's settings as they are now; what nobody has set is at its default. */
export async function readSettings(sql: Sql, portalId: PortalId): Promise<Settings> {
  const latest = await sql.rows(
    (each) => row.parse(each),
    'SELECT DISTINCT ON (name) * FROM setting WHERE portal_id = $1 ORDER BY name, version DESC',
    [portalId],
  );
  const stored = Object.fromEntries(latest.map(({ name, value }) => [name, value]));
  return settingsForm.parse({ ...DEFAULT_SETTINGS, ...stored });
}

/** Every version of every setting, by name, the oldest first. */
export async function readSettingVersions(sql: Sql, portalId: PortalId): Promise<SettingVersion[]> {
  return sql.rows(
    (each) => row.parse(each),
    'SELECT * FROM setting WHERE portal_id = $1 ORDER BY name, version',
    [portalId],
  );
}

/**
 * Sets a setting: a new version, audited, in the caller's transaction. Resolves to false when it is so already.
 * Throws a Problem that names the field when the value has not the setting's form.
 */
export async function changeSetting(
  tx: Sql,
  portalId: PortalId,
  change: { readonly name: SettingName; readonly value: unknown; readonly actor: string },
  now: Date,
): Promise<boolean> {
  const { name, actor } = change;
  const parsed = settingsForm.shape[name].safeParse(change.value);
  if (!parsed.success) throw wrongSetting(name, parsed.error);
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${portalId}:setting:${name}`]);
  const before = (await readSettings(tx, portalId))[name];
  const value = JSON.stringify(parsed.data);
  if (JSON.stringify(before) === value) return false;
  await tx.run(
    `INSERT INTO setting (portal_id, name, version, value, made_at, made_by)
     SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5 FROM setting WHERE portal_id = $1 AND name = $2`,
    [portalId, name, value, now, actor],
  );
  const details = { from: before, to: parsed.data };
  await audit(tx, portalId, { actor, action: 'change-setting', subject: name, details }, now);
  return true;
}

/** Puts a version in as it was elsewhere, for an import; one that is there already stays. */
export async function restoreSetting(tx: Sql, portalId: PortalId, each: SettingVersion): Promise<boolean> {
  const saved = await tx.run(
    `INSERT INTO setting (portal_id, name, version, value, made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [portalId, each.name, each.version, JSON.stringify(each.value), each.madeAt, each.madeBy],
  );
  return saved === 1;
}

function wrongSetting(name: SettingName, error: z.ZodError): Problem {
  const wrong = error.issues.map(
    ({ path, message }) => `${[name, ...path].map(String).join('.')}: ${message}`,
  );
  return new Problem('input-invalid', `The setting cannot be used: ${wrong.join('; ')}`);
}

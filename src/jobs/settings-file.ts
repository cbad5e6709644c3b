import { z } from 'zod';
import { DEFAULT_POLICY } from '../attribution/policy.ts';
import { type Month, parseMonth } from '../calendar.ts';
import { Problem } from '../errors.ts';
import type { PortalId } from '../ids.ts';
import { audit } from '../store/audit.ts';
import { readClosedMonths, saveClosedMonth, snapshotForm } from '../store/closed-months.ts';
import type { Database, Transaction } from '../store/database.ts';
import { readWaitingDocuments, restoreOverrideDocument } from '../store/override-documents.ts';
import { lockPeriods } from '../store/periods.ts';
import { parsePolicyRules, plainRules } from '../store/policy-rules.ts';
import {
  type PolicyVersion,
  readPolicyVersions,
  restorePolicy,
  sameRules,
} from '../store/policy-versions.ts';
import { readSettingVersions, restoreSetting } from '../store/settings.ts';
import { isSettingName, settingsForm } from '../store/settings-form.ts';
import type { Sql } from '../store/sql.ts';

const FORMAT = 'partnerships-settings-1';

const instant = z.iso.datetime({ error: 'is not a date and time' }).transform((text) => new Date(text));
const version = z.number().int().min(1);
const month = z.string().transform((text, context): Month => {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return parseMonth(text);
  context.addIssue({ code: 'custom', message: 'is not a month (YYYY-MM)' });
  return z.NEVER;
});
const setting = z
  .strictObject({ name: z.string(), version, value: z.unknown(), madeAt: instant, madeBy: z.string() })
  .superRefine(({ name, value }, context) => {
    const form = isSettingName(name) ? settingsForm.shape[name] : undefined;
    const issues =
      form === undefined ? [{ path: [], message: 'is no setting' }] : form.safeParse(value).error?.issues;
    for (const issue of issues ?? [])
      context.addIssue({ code: 'custom', path: [name, ...issue.path], message: issue.message });
  });

/** All of a portal that HubSpot does not hold: rules, settings and closed months, with all their versions (R21). */
const settingsFile = z.strictObject({
  format: z.literal(FORMAT, { error: 'is not a settings file of this product' }),
  portalId: z.string(),
  exportedAt: instant,
  policies: z.array(z.strictObject({ version, rules: z.unknown(), madeAt: instant, madeBy: z.string() })),
  settings: z.array(setting),
  closedMonths: z.array(
    z.strictObject({ month, closedAt: instant, closedBy: z.string(), snapshot: snapshotForm.nullable() }),
  ),
  /** Decisions by hand whose deal refuses to keep them (R37): their signed text. Files from before have none. */
  overrides: z
    .array(z.strictObject({ dealId: z.string(), text: z.string(), decidedAt: instant }))
    .default([]),
});
export type SettingsFile = z.infer<typeof settingsFile>;

/** What the file holds of a portal, to be kept outside the database. */
export async function exportSettings(sql: Sql, portalId: PortalId, now: Date): Promise<SettingsFile> {
  const [policies, settings, closedMonths, waiting] = await Promise.all([
    readPolicyVersions(sql, portalId),
    readSettingVersions(sql, portalId),
    readClosedMonths(sql, portalId),
    readWaitingDocuments(sql, portalId),
  ]);
  const overrides = waiting.map(({ dealId, text, decidedAt }) => ({ dealId, text, decidedAt }));
  return { format: FORMAT, portalId, exportedAt: now, policies, settings, closedMonths, overrides };
}

/** Reads such a file. Throws a Problem that names every field that is wrong. */
export function parseSettingsFile(text: string): SettingsFile {
  const parsed = settingsFile.safeParse(jsonIn(text));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
    throw new Problem('input-invalid', ['The settings file cannot be used:', ...wrong].join('\n  '));
  }
  for (const policy of parsed.data.policies) checkRules(policy);
  return parsed.data;
}

/** How many versions, months and decisions by hand were new here. */
export type Imported = {
  readonly policies: number;
  readonly settings: number;
  readonly months: number;
  readonly overrides: number;
};

/**
 * Puts a file's versions and closed months in, as they were; what is there already stays. Throws a Problem, and
 * changes nothing, when the file is another portal's or says something else of a version that is there.
 */
export function importSettings(
  database: Database,
  portalId: PortalId,
  input: { readonly file: SettingsFile; readonly actor: string },
  now: Date,
): Promise<Imported> {
  const { file, actor } = input;
  if (file.portalId !== portalId)
    throw new Problem('input-invalid', `The file is of portal ${file.portalId}, this is portal ${portalId}.`);
  return database.transaction(async (tx) => {
    await lockPeriods(tx, portalId);
    await refuseOtherVersions(tx, portalId, file);
    const imported = {
      policies: await countNew(file.policies, (each) => restorePolicy(tx, portalId, each)),
      settings: await countNew(file.settings, (each) => restoreSetting(tx, portalId, each)),
      months: await countNew(file.closedMonths, (each) => saveClosedMonth(tx, portalId, each)),
      overrides: await countNew(file.overrides, (each) => restoreOverrideDocument(tx, portalId, each)),
    };
    const details = { ...imported, exportedAt: file.exportedAt };
    await audit(tx, portalId, { actor, action: 'import-settings', subject: 'settings', details }, now);
    return imported;
  });
}

async function countNew<Item>(
  items: readonly Item[],
  restore: (item: Item) => Promise<boolean>,
): Promise<number> {
  let count = 0;
  for (const item of items) if (await restore(item)) count += 1;
  return count;
}

/** A version is never changed, so two that differ under one number mean two histories. */
async function refuseOtherVersions(tx: Transaction, portalId: PortalId, file: SettingsFile): Promise<void> {
  const [policies, settings] = await Promise.all([
    readPolicyVersions(tx, portalId),
    readSettingVersions(tx, portalId),
  ]);
  const other = [
    ...policies
      .filter((here) =>
        file.policies.some((each) => each.version === here.version && !sameRules(each.rules, here.rules)),
      )
      .map((here) => `version ${here.version} of the rules`),
    ...settings
      .filter((here) =>
        file.settings.some(
          (each) =>
            each.name === here.name &&
            each.version === here.version &&
            JSON.stringify(each.value) !== JSON.stringify(here.value),
        ),
      )
      .map((here) => `version ${here.version} of ${here.name}`),
  ];
  if (other.length > 0)
    throw new Problem(
      'input-invalid',
      `Nothing was imported: the file says otherwise of ${other.join(', ')}.`,
    );
}

function checkRules({ version: number, rules }: PolicyVersion): void {
  const known = z.record(z.string(), z.unknown()).safeParse(rules);
  if (!known.success)
    throw new Problem('input-invalid', `policies: the rules of version ${number} are no object`);
  try {
    parsePolicyRules({ ...plainRules(DEFAULT_POLICY), ...known.data });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem('input-invalid', `policies, version ${number}: ${error.message}`, { cause: error });
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('input-invalid', 'The settings file is not JSON.', { cause });
  }
}

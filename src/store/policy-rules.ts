import { z } from 'zod';
import { DEFAULT_POLICY, PORTAL_MODELS, type Policy } from '../attribution/policy.ts';
import { Problem } from '../errors.ts';
import { ACTIVITY_KINDS } from '../vocabulary.ts';

/** A policy without its number: what a person chooses. */
export type PolicyRules = Omit<Policy, 'version'>;

const days = wholeNumber(0, 3650, 'days');
const months = wholeNumber(0, 120, 'months');
const weight = wholeNumber(1, 100, 'percent');
const property = z
  .string('must be the internal name of a deal property')
  .regex(/^[a-z][a-z0-9_]{0,99}$/, 'must be the internal name of a deal property');

const rules = z.strictObject({
  model: z.enum(PORTAL_MODELS, {
    error: ({ input }) =>
      input === 'fixed'
        ? 'fixed needs shares that a person types for one deal; choose another model for the portal'
        : `must be one of ${PORTAL_MODELS.join(', ')}`,
  }),
  referralWindowDays: days,
  influenceLookBackDays: days,
  claimDeadlineDays: days,
  touchEntryDays: days,
  expansionMonths: months,
  commissionMonths: months,
  tailDays: days,
  protectionDays: days,
  clawbackDays: days,
  halfLifeDays: wholeNumber(1, 3650, 'days'),
  // A role without weight could leave a deal with nobody to divide it among.
  roleWeights: z.strictObject({ sourced: weight, influenced: weight }),
  touchKinds: z
    .array(z.enum(['referral', ...ACTIVITY_KINDS]), 'must be a list of kinds of touch')
    .transform((kinds) => new Set(kinds)),
  dealStartProperty: property.nullable(),
  includedPipelines: z
    .array(z.string().min(1).max(100), 'must be a list of pipeline ids, or null for all')
    .min(1, 'must name a pipeline; null means all')
    .max(200)
    .nullable(),
  amountProperty: property,
});

function wholeNumber(least: number, most: number, unit: string) {
  const words = `must be a whole number of ${unit} from ${least} to ${most}`;
  return z.number(words).int(words).min(least, words).max(most, words);
}

/**
 * Rules as somebody typed them (settings, an import). Throws a Problem `input-invalid` that names every field that
 * is wrong, missing or unknown; nothing is defaulted.
 */
export function parsePolicyRules(value: unknown): PolicyRules {
  const parsed = rules.safeParse(value);
  if (parsed.success) return parsed.data;
  const words = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'rules'}: ${message}`);
  throw new Problem('input-invalid', `The rules cannot be used. ${words.join('; ')}.`);
}

/** Rules as an earlier release may have kept them: what it did not know yet takes its default. */
export function parseStoredRules(value: unknown): PolicyRules {
  return rules.parse({ ...plainRules(DEFAULT_POLICY), ...z.record(z.string(), z.unknown()).parse(value) });
}

/** As JSON holds them. */
export function plainRules({ version: _version, ...each }: PolicyRules & { version?: number }) {
  return { ...each, touchKinds: [...each.touchKinds] };
}

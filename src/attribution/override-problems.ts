import { isInstant } from '../calendar.ts';
import {
  COMMISSION_DECISIONS,
  type CommissionDecision,
  OVERRIDE_REASONS,
  type Override,
  type TypedShare,
} from './override.ts';
import { formatShare } from './part.ts';
import { PORTAL_MODELS } from './policy.ts';
import { ROLES } from './role.ts';

/** What is wrong with an override: the field, and in words what it is and how to mend it. */
export type OverrideProblem = { readonly field: string; readonly words: string };

export const MOST_SHARES = 20;
export const MOST_COMMISSIONS = 40;
export const LONGEST_REASON = 500;

const WHOLE = 10_000;

/**
 * Everything that is wrong with an override that a person (or a document) proposes; empty when it can be used.
 * Shares must add up to exactly 100.00 %, or there are none, which credits nobody (R16).
 */
export function overrideProblems(override: Override): OverrideProblem[] {
  const { credit, reason, by, at, commissions } = override;
  const problems = creditProblems(credit);
  if (!(OVERRIDE_REASONS as readonly string[]).includes(reason.code))
    problems.push({ field: 'reason.code', words: `choose one of ${OVERRIDE_REASONS.join(', ')}` });
  problems.push(...reasonProblems('reason.text', reason.text));
  problems.push(...authorProblems('', by, at));
  if (credit === null && commissions.length === 0)
    problems.push({ field: 'credit', words: 'nothing is decided: type shares, a model or a commission' });
  return [...problems, ...commissionProblems(commissions)];
}

/** Only what concerns partners, roles and shares: an override with one of these cannot be followed. */
export function creditProblems(credit: Override['credit']): OverrideProblem[] {
  if (credit === null) return [];
  if (credit.kind === 'shares') return shareProblems(credit.shares);
  if (PORTAL_MODELS.includes(credit.model)) return [];
  return [
    {
      field: 'credit.model',
      words: `choose one of ${PORTAL_MODELS.join(', ')}; for fixed shares, type the shares`,
    },
  ];
}

function shareProblems(shares: readonly TypedShare[]): OverrideProblem[] {
  const field = 'credit.shares';
  if (shares.length > MOST_SHARES)
    return [{ field, words: `at most ${MOST_SHARES} shares, not ${shares.length}` }];
  const problems: OverrideProblem[] = [];
  const seen = new Set<string>();
  for (const [place, { partnerId, role, share }] of shares.entries()) {
    const at = `${field}[${place}]`;
    if (!ROLES.includes(role))
      problems.push({ field: `${at}.role`, words: `choose one of ${ROLES.join(', ')}` });
    if (!Number.isInteger(share) || share <= 0 || share > WHOLE)
      problems.push({
        field: `${at}.share`,
        words: 'type more than 0 % and at most 100 %, to two decimals; leave out who gets nothing',
      });
    const key = `${partnerId}:${role}`;
    if (seen.has(key))
      problems.push({ field: at, words: `partner ${partnerId} is ${role} twice: make it one share` });
    seen.add(key);
  }
  const sum = shares.reduce((total, { share }) => total + share, 0);
  if (shares.length > 0 && sum !== WHOLE)
    problems.push({
      field,
      words: `the shares add up to ${formatShare(sum)}: change them to make 100.00 %, or remove all to credit nobody`,
    });
  return problems;
}

function commissionProblems(commissions: readonly CommissionDecision[]): OverrideProblem[] {
  const field = 'commissions';
  if (commissions.length > MOST_COMMISSIONS)
    return [{ field, words: `at most ${MOST_COMMISSIONS} decisions, not ${commissions.length}` }];
  const problems: OverrideProblem[] = [];
  const seen = new Set<string>();
  for (const [place, { partnerId, role, decision, reason, by, at }] of commissions.entries()) {
    const where = `${field}[${place}]`;
    if (!COMMISSION_DECISIONS.includes(decision))
      problems.push({
        field: `${where}.decision`,
        words: `choose one of ${COMMISSION_DECISIONS.join(', ')}`,
      });
    problems.push(...reasonProblems(`${where}.reason`, reason), ...authorProblems(`${where}.`, by, at));
    const key = `${partnerId}:${role}`;
    if (seen.has(key))
      problems.push({ field: where, words: `partner ${partnerId} as ${role} is decided twice: keep one` });
    seen.add(key);
  }
  return problems;
}

function reasonProblems(field: string, text: string): OverrideProblem[] {
  if (text.trim() === '') return [{ field, words: 'say why, in a few words' }];
  if (text.length > LONGEST_REASON)
    return [{ field, words: `at most ${LONGEST_REASON} characters, not ${text.length}` }];
  return [];
}

function authorProblems(prefix: string, by: string, at: string): OverrideProblem[] {
  const problems: OverrideProblem[] = [];
  if (by.trim() === '') problems.push({ field: `${prefix}by`, words: 'say who decided' });
  if (!isInstant(at))
    problems.push({
      field: `${prefix}at`,
      words: 'give the moment as an ISO instant (2026-03-02T09:00:00Z)',
    });
  return problems;
}

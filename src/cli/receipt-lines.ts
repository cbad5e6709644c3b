import { authorName, reasonWords } from '../attribution/by-hand.ts';
import type { Amount } from '../attribution/figure.ts';
import { formatShare, sharesOf } from '../attribution/part.ts';
import type { Proposal } from '../attribution/proposals.ts';
import { formatDay } from '../calendar.ts';
import { type DealStory, nameIn } from '../jobs/deal-story.ts';
import { formatMoney } from '../money.ts';
import type { AuditedDeed } from '../store/audit.ts';
import type { PostedEntry, StoredCredit } from '../store/ledger.ts';

/** A deal's whole story in lines for a person. */
export function dealReceiptLines(story: DealStory): string[] {
  const { deal, credits, entries, parked, windows, findings, deeds, byHand } = story;
  const { attribution, verdicts, model, policyVersion, proposals } = deal.decision;
  return [
    `${deal.name} (deal ${deal.id}): ${attribution}, ${model} model, policy v${policyVersion}`,
    deal.receipt,
    ...section('Who gets what', partLines(story)),
    ...section('Set by hand', byHandLines(story)),
    ...section(
      'Considered',
      verdicts.map(
        (each) =>
          `${each.outcome.padEnd(17)} ${each.evidence} ${each.sourceId}: ${each.words} [${each.code}]`,
      ),
    ),
    ...section(
      'Windows',
      windows.map(({ words }) => words),
    ),
    ...section(
      'A person may credit',
      proposals.map((each) => proposalLine(each, story)),
    ),
    ...section(
      'To look at',
      findings.map(({ code, on, words }) => `${on.kind} ${on.id}: ${words} [${code}]`),
    ),
    ...section('Credits now', credits.map(creditLine)),
    ...section(
      'Decided on commissions',
      (byHand?.commissions ?? []).map(
        ({ partnerId, role, decision, reason, by, at }) =>
          `${nameIn(story, partnerId)}, ${role}: ${decision}, by ${authorName(by)} at ${at}: ${reason}`,
      ),
    ),
    ...section('Ledger, as posted', entries.map(entryLine)),
    ...section('Who did what', deeds.map(deedLine)),
    ...section(
      'Waiting for a person',
      parked.map(
        (each) => `${each.kind}: ${each.message} [${each.code}, since ${each.parkedAt.toISOString()}]`,
      ),
    ),
  ];
}

function partLines(story: DealStory): string[] {
  const { parts } = story.deal.decision;
  const shares = sharesOf(parts);
  return parts.map(
    ({ partnerId, role, words }, place) =>
      `${nameIn(story, partnerId)}, ${role}, ${formatShare(shares[place] ?? 0)}: ${words}`,
  );
}

function byHandLines({ deal }: DealStory): string[] {
  const { override, automation, locked, model } = deal.decision;
  if (override === null) return [];
  const what = locked ? 'partners, roles and shares' : `the ${model} model`;
  const until = override.until === null ? 'until somebody ends it' : `until ${formatDay(override.until)}`;
  const decided = `${authorName(override.by)} set ${what} at ${override.at}, ${until}: ${reasonWords(override.reason)}`;
  return automation === null ? [decided] : [decided, `Automation would say: ${automation.sentence}`];
}

function proposalLine({ partnerId, role, words, code, credit }: Proposal, story: DealStory): string {
  const shares =
    credit?.kind === 'shares'
      ? credit.shares.map((each) => `${nameIn(story, each.partnerId)} ${formatShare(each.share)}`).join(', ')
      : 'type the shares';
  return `${nameIn(story, partnerId)} as ${role} (${shares}): ${words} [${code}]`;
}

function creditLine(each: StoredCredit): string {
  const row = `${each.creditKey}  ${each.status}  ${formatShare(each.share)}  ${money(each.amount)} = ${money(each.home)}`;
  if (each.commission === null) return row;
  const facts = [
    ...(each.dueOn === null ? [] : [`due ${each.dueOn}`]),
    ...(each.paidOn === null ? [] : [`paid ${each.paidOn}`]),
    ...(each.hold === null ? [] : [`waits: ${each.hold}`]),
  ];
  return `${row}  commission ${[money(each.commission), ...facts].join(', ')}`;
}

function entryLine(each: PostedEntry): string {
  const when = each.postedAt.toISOString();
  const change = `${money(each.amount)} = ${money(each.home)}`;
  return `${when}  ${each.kind.padEnd(8)} ${each.creditKey} #${each.sequence}  ${change}  → ${each.status}, by ${each.actor}`;
}

function deedLine({ at, actor, action, details }: AuditedDeed): string {
  const { reason } = details;
  return `${at.toISOString()}  ${actor} ${action}${typeof reason === 'string' ? `: ${reason}` : ''}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function money({ known, ...amount }: Amount): string {
  return known ? formatMoney(amount) : `${amount.currency} not known`;
}

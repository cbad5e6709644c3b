import { authorName } from '../attribution/by-hand.ts';
import type { Finding } from '../attribution/findings.ts';
import type { Override, OverrideInput } from '../attribution/override.ts';
import { dayIn, formatDay } from '../calendar.ts';
import type { DealId } from '../ids.ts';
import { type OverrideDocument, readOverrideDocuments } from '../store/override-documents.ts';
import type { Gathered } from './gather.ts';
import { readOverride } from './override-document.ts';
import { overrideEditors } from './override-editors.ts';
import type { JobDeps, Portal } from './portal.ts';

/** What a person decided on a deal, and what is to be said about the text that stands on it. */
export type StandingOverride = { readonly input: OverrideInput; readonly findings: readonly Finding[] };

export const NOT_OVERRIDDEN: StandingOverride = { input: { kind: 'none' }, findings: [] };

/** The same for the deals that were read, by deal id. */
export async function standingOverrides(
  { database, seal }: JobDeps,
  portal: Portal,
  deals: readonly Gathered[],
): Promise<Map<DealId, StandingOverride>> {
  const ids = deals.map(({ deal }) => deal.id);
  const kept = await readOverrideDocuments(database, portal.id, ids);
  const standing = deals.map(({ deal: { id }, override }) => ({
    id,
    ...standingOverride(override, kept.get(id), { portal, dealId: id, seal }),
  }));
  const claims = standing.filter(({ input, edited }) => input.kind === 'unsigned' || edited !== null);
  const editors = await overrideEditors(
    portal,
    claims.map(({ id }) => id),
  );
  return new Map(
    standing.map(({ id, input, edited }) => {
      const editor = editors.get(id);
      const by = editor === undefined ? '' : `; ${editor}`;
      return [
        id,
        {
          input: input.kind === 'unsigned' ? { ...input, words: `${input.words}${by}` } : input,
          findings: edited === null ? [] : [editedFinding(id, `${edited}${by}`, input, portal)],
        },
      ];
    }),
  );
}

type Place = {
  readonly portal: Pick<Portal, 'id' | 'timeZone'>;
  readonly dealId: DealId;
  /** Deals that were merged into this one. */
  readonly mergedIds?: readonly string[];
  readonly seal: JobDeps['seal'];
};

/** `edited`: how the text on the deal differs from the decision that stands; null where it does not. */
type Standing = { readonly input: OverrideInput; readonly edited: string | null };

/**
 * The later of the text on the deal and the one we keep of the last decision made here. So an edit by hand has no
 * effect and is told (R38), also one that empties the text or puts an older decision of ours back; a deal that refuses
 * the text follows the decision all the same (R37); and after the database was lost the text on the deal stands (R21).
 */
export function standingOverride(
  onDeal: string | null,
  kept: OverrideDocument | undefined,
  { portal, dealId, seal }: Place,
): Standing {
  const place = { portalId: portal.id, dealId, timeZone: portal.timeZone };
  const there = readOverride(onDeal, place, seal);
  if (kept === undefined) return { input: there, edited: null };
  const keptAt = kept.decidedAt.getTime();
  const thereAt = there.kind === 'valid' ? lastDecidedAt(there.override) : null;
  if (thereAt !== null && thereAt > keptAt) return { input: there, edited: null };
  const input = readOverride(kept.text === '' ? null : kept.text, place, seal);
  const isSame = kept.text === (onDeal ?? '') || (kept.text !== '' && thereAt === keptAt);
  return { input, edited: isSame || kept.waiting ? null : whatIsThere(there) };
}

/** When the latest of its decisions was made, in milliseconds since 1970. */
export function lastDecidedAt({ at, commissions }: Override): number {
  return Math.max(Date.parse(at), ...commissions.map((each) => Date.parse(each.at)));
}

function editedFinding(id: DealId, edited: string, input: OverrideInput, portal: Place['portal']): Finding {
  const words = `partner_override was changed by hand (${edited}) and is not followed: ${whatStands(input, portal)}. Decide again on the card to put it right.`;
  return { code: 'unsigned_override', on: { kind: 'deal', id }, words };
}

function whatIsThere(there: OverrideInput): string {
  switch (there.kind) {
    case 'none':
      return 'it was emptied';
    case 'unsigned':
      return there.words;
    case 'valid':
      return 'an older decision was put back';
  }
}

function whatStands(input: OverrideInput, { timeZone }: Place['portal']): string {
  switch (input.kind) {
    case 'none':
      return 'what was decided on it was taken back';
    case 'unsigned':
      return 'what we keep cannot be checked';
    case 'valid': {
      const { by, at } = input.override;
      return `what ${authorName(by)} decided on ${formatDay(dayIn(timeZone, Date.parse(at)))} stands`;
    }
  }
}

import type { DealCard, DecidedDealCard } from '../../extensions/src/app/cards/contract/deal-card.ts';
import { authorName } from '../../src/attribution/by-hand.ts';
import { MODEL_WORDS } from '../../src/attribution/receipt.ts';
import { type DealStory, readDealStory } from '../../src/jobs/deal-story.ts';
import type { JobDeps, Portal } from '../../src/jobs/portal.ts';
import { type Permission, type Rights, rightsOf } from '../../src/jobs/rights.ts';
import type { Users } from '../../src/jobs/users.ts';
import type { DecidedDeal } from '../../src/store/deals.ts';
import { readPartners } from '../../src/store/mirror.ts';
import { type Parked, readParked } from '../../src/store/parked.ts';
import { type Bounded, bounded, fitting, type Size } from './bounded.ts';
import { moneyOf, named, partnerIn } from './deal-money.ts';
import { reasonsOf } from './deal-reasons.ts';
import { type Sight, sightOf } from './deal-sight.ts';

/** A card never has more (design README §7); the rest of the answer around it needs a few bytes. */
const MOST_BYTES = 19_900;
const MOST_PARTNERS = 50;

/**
 * The card of a deal, as one user may see it: from the database; HubSpot is asked only who the user is, once an hour.
 */
export async function readDealCard(
  deps: JobDeps & { readonly users: Users },
  portal: Portal,
  dealId: string,
  userId: string,
): Promise<DealCard> {
  const story = await readDealStory(deps.database, portal.id, dealId);
  const ownerIds = story === null ? [] : ownersOf(story);
  const rights = await rightsOf(deps, portal, userId, { ownerIds });
  const partners = rights.mayOverride.kind === 'yes' ? await partnerChoices(deps, portal, '') : [];
  const unread = story === null ? await readParked(deps.database, portal.id, [dealId]) : [];
  return fitting(MOST_BYTES, (size): DealCard => {
    const sight = sightOf(rights, story, size.characters);
    const choices = bounded(partners, Math.min(MOST_PARTNERS, size.items * 5), (each) => each);
    const you = youOf(rights);
    if (story !== null) return { ...decidedCard(story, sight, size), you, partners: choices };
    const parked = parkedOf(unread, sight, size);
    return { kind: 'untouched', deal: { id: dealId }, parked, you, partners: choices };
  });
}

/** Partners that a share can be given to, by name; those whose name has these words. */
export async function partnerChoices(
  { database }: Pick<JobDeps, 'database'>,
  portal: Portal,
  query: string,
): Promise<{ id: string; name: string }[]> {
  const words = query.trim().toLowerCase();
  return (await readPartners(database, portal.id))
    .filter(({ record }) => record.stage !== 'declined' && record.name.toLowerCase().includes(words))
    .map(({ record }) => ({ id: record.id as string, name: record.name.slice(0, 120) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Of the deal, and of the partners that get something of it. */
function ownersOf({ deal, credits, partners }: DealStory): (string | null)[] {
  const ids = new Set([...deal.decision.parts, ...credits].map(({ partnerId }) => partnerId));
  return [deal.ownerId, ...[...ids].map((id) => partners.get(id)?.record.ownerId ?? null)];
}

function decidedCard(story: DealStory, sight: Sight, size: Size): Omit<DecidedDealCard, 'you' | 'partners'> {
  const { deal, byHand } = story;
  const { attribution, model, policyVersion } = deal.decision;
  return {
    kind: 'decided',
    asOf: story.decidedAt.toISOString(),
    deal: {
      ...{ id: deal.id, name: sight.text(deal.name), state: stateOf(deal) },
      ...{ beganOn: deal.startedOn, closedOn: deal.closedOn },
      ...named('amount', sight.amount(deal.net?.inDeal ?? null)),
      ...named('amountHome', sight.amount(deal.net?.inHome ?? null)),
    },
    attribution: attribution === 'untouched' ? 'none' : attribution,
    ...{ model, modelWords: MODEL_WORDS[model], policyVersion },
    receipt: sight.text(deal.receipt),
    ...moneyOf(story, sight, size),
    ...reasonsOf(story, sight, size),
    override: overrideOf(deal, sight),
    rulings: bounded(byHand?.commissions ?? [], size.items, (each) => ({
      ...{ partner: partnerIn(story, sight, each.partnerId), role: each.role, decision: each.decision },
      ...{ reason: sight.text(each.reason), by: authorName(each.by), at: each.at },
    })),
    parked: parkedOf(story.parked, sight, size),
  };
}

function stateOf({ present, won, closed }: DecidedDeal): DecidedDealCard['deal']['state'] {
  if (!present) return 'gone';
  if (won) return 'won';
  return closed ? 'lost' : 'open';
}

function overrideOf({ decision }: DecidedDeal, sight: Sight): DecidedDealCard['override'] {
  const { override, automation, locked } = decision;
  if (override === null) return null;
  return {
    kind: locked ? 'shares' : 'model',
    ...{ by: authorName(override.by), at: override.at, until: override.until },
    reason: { code: override.reason.code, text: sight.text(override.reason.text) },
    automation: automation === null ? null : sight.text(`Automation would say: ${automation.sentence}`),
  };
}

function parkedOf(
  parked: readonly Parked[],
  sight: Sight,
  { items }: Size,
): Bounded<DecidedDealCard['parked']['items'][number]> {
  return bounded(parked, items, ({ kind, code, message, parkedAt }) => ({
    ...{ kind, code, words: sight.quoted(message), since: parkedAt.toISOString() },
  }));
}

function youOf({ mayOverride, seesAmounts, seesCommissions }: Rights): DealCard['you'] {
  const hidden = (permission: Permission) =>
    permission.kind === 'yes' ? null : `Amount hidden. ${permission.words}`;
  return {
    mayOverride: mayOverride.kind === 'yes',
    whyNot: mayOverride.kind === 'yes' ? null : mayOverride.words,
    amountsHidden: hidden(seesAmounts),
    commissionsHidden: hidden(seesCommissions),
  };
}

import type { DecidedDealCard } from '../../extensions/src/app/cards/contract/deal-card.ts';
import { formatShare, sharesOf } from '../../src/attribution/part.ts';
import type { PartnerId } from '../../src/ids.ts';
import { type DealStory, nameIn } from '../../src/jobs/deal-story.ts';
import { allocate, type Money } from '../../src/money.ts';
import type { PostedEntry, StoredCredit } from '../../src/store/ledger.ts';
import { bounded, type Size } from './bounded.ts';
import type { Sight } from './deal-sight.ts';
import { HOLD_WORDS } from './words.ts';

type Shown = Pick<DecidedDealCard, 'parts' | 'credits' | 'entries'>;

/** Who gets what of the deal, the ledger's rows as they are now, and how they came about. */
export function moneyOf(story: DealStory, sight: Sight, { items }: Size): Shown {
  const { deal, credits, entries } = story;
  const { parts } = deal.decision;
  const shares = sharesOf(parts);
  const weights = parts.map(({ weight }) => weight);
  const inDeal = divided(deal.net?.inDeal ?? null, weights);
  const inHome = divided(deal.net?.inHome ?? null, weights);
  return {
    parts: bounded([...parts.entries()], items, ([place, part]) => ({
      ...{ partner: partnerIn(story, sight, part.partnerId), role: part.role },
      share: percent(shares[place] ?? 0),
      ...named('amount', sight.amount(inDeal?.[place] ?? null)),
      ...named('amountHome', sight.amount(inHome?.[place] ?? null)),
      why: sight.text(part.words),
    })),
    credits: bounded(credits, items, (credit) => rowOf(credit, story, sight)),
    entries: bounded(entries.toReversed(), items, (entry) => entryOf(entry, story, sight)),
  };
}

export function partnerIn(story: Pick<DealStory, 'partners'>, sight: Sight, id: PartnerId) {
  return { id, name: sight.text(nameIn(story, id)).slice(0, 120) };
}

/** `60.00`, of basis points. */
export function percent(basisPoints: number): string {
  return formatShare(basisPoints).replace(' %', '');
}

/** A property that is absent where the amount is hidden. */
export function named<Name extends string, Value>(
  name: Name,
  amount: { readonly is: Value } | undefined,
): Partial<Record<Name, Value>> {
  const property: Partial<Record<Name, Value>> = {};
  if (amount !== undefined) property[name] = amount.is;
  return property;
}

/** Who posted or did something, for a person: `User 7001`, `Automation`. */
export function actorWords(actor: string): string {
  return actor.charAt(0).toUpperCase() + actor.slice(1);
}

function divided(net: Money | null, weights: readonly bigint[]): Money[] | null {
  if (net === null || weights.length === 0) return null;
  return allocate(net.minor, weights).map((minor) => ({ minor, currency: net.currency }));
}

function rowOf(credit: StoredCredit, story: DealStory, sight: Sight): Shown['credits']['items'][number] {
  const { creditKey, partnerId, role, month, status, share, creditedOn, dueOn, paidOn, hold } = credit;
  return {
    ...{ key: creditKey, partner: partnerIn(story, sight, partnerId), role, month, status, creditedOn },
    share: percent(share),
    ...named('amount', sight.amount(credit.amount)),
    ...named('amountHome', sight.amount(credit.home)),
    commission:
      credit.commission === null
        ? null
        : {
            ...named('amount', sight.commission(credit.commission)),
            ...{ dueOn, paidOn, hold: hold === null ? null : HOLD_WORDS[hold] },
          },
  };
}

function entryOf(entry: PostedEntry, story: DealStory, sight: Sight): Shown['entries']['items'][number] {
  const { postedAt, actor, kind, partnerId, role, month, status } = entry;
  return {
    ...{ at: postedAt.toISOString(), by: actorWords(actor), kind, role, month, status },
    partner: partnerIn(story, sight, partnerId),
    ...named('amount', sight.amount(entry.amount)),
    ...named('amountHome', sight.amount(entry.home)),
    ...(entry.commission === null ? {} : named('commission', sight.commission(entry.commission))),
  };
}

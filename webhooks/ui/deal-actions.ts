import type {
  AcceptProposal,
  DecideCommission,
  SetCredit,
  Unlock,
} from '../../extensions/src/app/cards/contract/deal-requests.ts';
import type { CommissionDecision, Override, OverrideCredit } from '../../src/attribution/override.ts';
import { LONGEST_REASON } from '../../src/attribution/override-problems.ts';
import { type Day, dayIn, parseDay } from '../../src/calendar.ts';
import type { PartnerId } from '../../src/ids.ts';
import { fetchPartners } from '../../src/jobs/fetch.ts';
import type { Portal } from '../../src/jobs/portal.ts';
import { readDeals } from '../../src/store/deals.ts';
import { readCredits } from '../../src/store/ledger.ts';
import type { Asking } from './answering.ts';
import type { DealDeps, Decision } from './deal-decision.ts';
import { refuse } from './refusal.ts';

/** What a body asks for, checked against what is known; throws a refusal that names the field. */
export type DealAction<Body> = (deps: DealDeps, asking: Asking, body: Body) => Promise<Decision>;

/** Partners, roles and shares as typed, or another model for this deal. */
export const setCreditAction: DealAction<SetCredit> = async (deps, { portal, userId }, body) => {
  const credit = creditIn(body.credit);
  await partnersExist(portal, credit);
  const { reason } = body;
  const until = untilIn(body, dayIn(portal.timeZone, deps.now()));
  return {
    action: 'override-credit',
    details: { credit, code: reason.code, reason: reason.text, until },
    change: (before, at) => ({ credit, reason, by: userId, at, until, commissions: kept(before) }),
  };
};

/** A proposal as the card showed it: credited as the rules would have, had the evidence come in time (R11). */
export const acceptProposalAction: DealAction<AcceptProposal> = async (deps, asking, body) => {
  const { portal, recordId, userId } = asking;
  const [deal] = await readDeals(deps.database, portal.id, [recordId]);
  const proposal = deal?.decision.proposals.find(
    (each) => each.sourceId === body.sourceId && each.partnerId === body.partnerId && each.role === body.role,
  );
  if (proposal === undefined)
    throw refuse('not-found', 'This is not proposed any more. Look at the card again.', 'sourceId');
  const { credit, words, sourceId, partnerId } = proposal;
  if (credit === null) throw refuse('invalid', 'Type the shares: there is no single way to divide this.');
  const text = words.slice(0, LONGEST_REASON);
  return {
    action: 'accept-proposal',
    details: { sourceId, partnerId, credit, reason: text },
    change: (before, at) => ({
      ...{ credit, reason: { code: 'late_evidence', text }, by: userId, at, until: null },
      commissions: kept(before),
    }),
  };
};

/** The rules decide again; what was decided on commissions stays. */
export const unlockAction: DealAction<Unlock> = async (deps, { portal, recordId, userId }, { reason }) => {
  const [deal] = await readDeals(deps.database, portal.id, [recordId]);
  if (deal?.decision.override == null)
    throw refuse('invalid', 'Nobody has set the credit of this deal by hand.');
  return {
    action: 'unlock-credit',
    details: { reason, by: deal.decision.override.by, at: deal.decision.override.at },
    change: (before, at) =>
      before === null || before.commissions.length === 0
        ? null
        : {
            ...{ credit: null, reason: { code: 'other', text: reason }, by: userId, at, until: null },
            commissions: before.commissions,
          },
  };
};

/** Whether the commission of one partner stays, goes, or is waived; the credit itself is as it was. */
export const decideCommissionAction: DealAction<DecideCommission> = async (deps, asking, body) => {
  const { portal, recordId, userId } = asking;
  const { partnerId, role, decision, reason } = body;
  const credits = await readCredits(deps.database, portal.id, [recordId]);
  const [deal] = await readDeals(deps.database, portal.id, [recordId]);
  const known = [...credits, ...(deal?.decision.parts ?? [])];
  if (!known.some((each) => each.partnerId === partnerId && each.role === role))
    throw refuse('invalid', 'This partner has nothing of this deal in that role.', 'partnerId');
  const decided = (by: string, at: string): CommissionDecision => ({
    ...{ partnerId: partnerId as PartnerId, role, decision, reason, by, at },
  });
  return {
    action: 'decide-commission',
    details: { partnerId, role, decision, reason },
    change: (before, at) => ({
      ...(before ?? { credit: null, reason: { code: 'other', text: reason }, by: userId, at, until: null }),
      commissions: [
        ...kept(before).filter((each) => each.partnerId !== partnerId || each.role !== role),
        decided(userId, at),
      ],
    }),
  };
};

function kept(before: Override | null): readonly CommissionDecision[] {
  return before?.commissions ?? [];
}

function creditIn(credit: SetCredit['credit']): OverrideCredit {
  if (credit.kind === 'model') return credit;
  const shares = credit.shares.map(({ partnerId, role, share }) => ({
    ...{ partnerId: partnerId as PartnerId, role },
    share: basisPoints(share),
  }));
  return { kind: 'shares', shares };
}

/** `33.33` -> 3333. The contract lets no other form through. */
function basisPoints(percent: string): number {
  const [whole = '', hundredths = ''] = percent.split('.');
  return Number(whole) * 100 + Number(hundredths.padEnd(2, '0'));
}

async function partnersExist(portal: Portal, credit: OverrideCredit): Promise<void> {
  if (credit.kind !== 'shares' || credit.shares.length === 0) return;
  const ids = [...new Set(credit.shares.map(({ partnerId }) => partnerId))];
  const found = await fetchPartners(portal, ids);
  const place = credit.shares.findIndex(({ partnerId }) => !found.has(partnerId));
  if (place !== -1)
    throw refuse('invalid', 'This partner does not exist (any more).', `credit.shares.${place}.partnerId`);
}

function untilIn({ until }: SetCredit, today: Day): Day | null {
  if (until === undefined || until === null) return null;
  const day = parseDay(until);
  if (day <= today)
    throw refuse('invalid', 'Choose a day after today: it ends when that day begins.', 'until');
  return day;
}

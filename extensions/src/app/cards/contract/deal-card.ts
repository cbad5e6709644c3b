/**
 * The wire contract of the deal card: what the server answers. What the card sends is in deal-requests.ts.
 *
 * GET  /ui/deals/{dealId}               -> DealAnswer
 * GET  /ui/deals/{dealId}/partners?q=   -> PartnersAnswer    partners to name in a share
 * POST /ui/deals/{dealId}/override      SetCredit        -> DealAnswer, the card as it is afterwards
 * POST /ui/deals/{dealId}/accept        AcceptProposal   -> DealAnswer
 * POST /ui/deals/{dealId}/unlock        Unlock           -> DealAnswer
 * POST /ui/deals/{dealId}/commission    DecideCommission -> DealAnswer
 *
 * An answer has at most 20 KB: a list says how many of its items were left out (`more`).
 * An amount that this user may not see is absent; `null` says that nobody knows it.
 * An expected failure is `{ ok: false }` in a 200: HubSpot's proxy replaces the body of other statuses.
 */
import * as z from 'zod/mini';

/** A calendar day that exists: 2026-02-30 is refused. */
const day = z.iso.date();
const count = z.int().check(z.nonnegative());
const moment = z.iso.datetime({ offset: true });
const id = z.string().check(z.regex(/^\d+$/));
const money = z.object({
  amount: z.string().check(z.regex(/^-?\d+(\.\d+)?$/)),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
});
/** Absent: hidden from this user. Null: not known. */
const amount = z.optional(z.nullable(money));
/** Percent with two decimals: `60.00`. */
const share = z.string().check(z.regex(/^\d{1,3}\.\d{2}$/));
const partner = z.object({ id, name: z.string() });

/** At most so many items, and how many more there are. */
function list<Item extends z.core.$ZodType>(item: Item, most = 20) {
  return z.object({ items: z.array(item).check(z.maxLength(most)), more: count });
}

export const role = z.enum(['sourced', 'sourced_expansion', 'influenced']);
export type DealRole = z.infer<typeof role>;

export const model = z.enum([
  'primary',
  'first',
  'last',
  'linear',
  'position_based',
  'time_decay',
  'w_shaped',
  'role_weighted',
]);

export const reasonCode = z.enum([
  'agreed_split',
  'late_evidence',
  'wrong_partner',
  'not_a_partner_deal',
  'other',
]);

export const commissionDecision = z.enum(['keep', 'reverse', 'waive']);

const typedShares = z.array(z.object({ partner, role, share }));

const part = z.object({
  partner,
  role,
  share,
  /** Deal currency, and company currency. Of a deal that is not won: what it would be. */
  amount,
  amountHome: amount,
  /** Why this partner, in words. */
  why: z.string(),
});

/** One piece of evidence, credited or refused. */
const considered = z.object({
  evidence: z.enum(['referral', 'touch', 'claim', 'override']),
  /** Record id of the referral or activity; of a claim the partner's, of an override the user's. */
  sourceId: z.string(),
  partner,
  outcome: z.union([role, z.literal('refused')]),
  code: z.string(),
  words: z.string(),
});

/** The arithmetic of one referral's window. */
const referralWindow = z.object({
  referralId: id,
  name: z.string(),
  acceptedOn: z.nullable(day),
  days: z.nullable(count),
  endsOn: z.nullable(day),
  dealBeganOn: day,
  /** Acceptance to the deal's beginning; negative: it began before. */
  daysUntilDeal: z.nullable(z.int()),
  inside: z.nullable(z.boolean()),
  words: z.string(),
});

/** What a person may credit with one click. */
const proposal = z.object({
  partner,
  role,
  code: z.string(),
  sourceId: z.string(),
  words: z.string(),
  /** What the click sets; null: a person has to type the shares. */
  shares: z.nullable(typedShares),
});

const finding = z.object({
  code: z.string(),
  title: z.string(),
  words: z.string(),
  on: z.object({ kind: z.enum(['deal', 'referral', 'partner']), id }),
});

/** A row of the ledger as it is now: one partner, role and month. */
const credit = z.object({
  key: z.string(),
  partner,
  role,
  month: z.string(),
  status: z.string(),
  share,
  amount,
  amountHome: amount,
  creditedOn: day,
  commission: z.nullable(
    z.object({
      /** In payout currency. */
      amount,
      dueOn: z.nullable(day),
      paidOn: z.nullable(day),
      /** Why it waits for a person, in words. */
      hold: z.nullable(z.string()),
    }),
  ),
});

/** One change of the ledger, by whom and when. */
const entry = z.object({
  at: moment,
  by: z.string(),
  kind: z.string(),
  partner,
  role,
  month: z.string(),
  status: z.string(),
  /** The difference it made. */
  amount,
  amountHome: amount,
  commission: amount,
});

/** What somebody did about this deal. */
const deed = z.object({ at: moment, by: z.string(), action: z.string(), words: z.string() });

const reason = z.object({ code: reasonCode, text: z.string() });

const overriding = z.object({
  /** `shares`: partners, roles and shares are fixed. `model`: divided by another model. */
  kind: z.enum(['shares', 'model']),
  by: z.string(),
  at: moment,
  reason,
  /** It ends at 00:00 portal time of this day. */
  until: z.nullable(day),
  /** "Automation would say: …", where that differs. */
  automation: z.nullable(z.string()),
});

const commissionRuling = z.object({
  partner,
  role,
  decision: commissionDecision,
  reason: z.string(),
  by: z.string(),
  at: moment,
});

/** Work about this deal that cannot go on by itself, with HubSpot's words. */
const parked = z.object({ kind: z.string(), code: z.string(), words: z.string(), since: moment });

const you = z.object({
  mayOverride: z.boolean(),
  /** Why not, and where that is set. */
  whyNot: z.nullable(z.string()),
  /** "Amount hidden: …" with the reason; null: this user sees them. */
  amountsHidden: z.nullable(z.string()),
  commissionsHidden: z.nullable(z.string()),
});

const decidedCard = z.object({
  kind: z.literal('decided'),
  /** When the deal was last decided. */
  asOf: moment,
  deal: z.object({
    id,
    name: z.string(),
    state: z.enum(['open', 'won', 'lost', 'gone']),
    beganOn: day,
    closedOn: z.nullable(day),
    /** After refunds. */
    amount,
    amountHome: amount,
  }),
  attribution: z.union([role, z.literal('none')]),
  /** `fixed` where a person typed the shares. */
  model: z.union([model, z.literal('fixed')]),
  modelWords: z.string(),
  policyVersion: count,
  receipt: z.string(),
  parts: list(part),
  considered: list(considered),
  windows: list(referralWindow),
  proposals: list(proposal),
  findings: list(finding),
  credits: list(credit),
  /** Latest first. */
  entries: list(entry),
  deeds: list(deed),
  override: z.nullable(overriding),
  rulings: list(commissionRuling),
  parked: list(parked),
  you,
  /** Partners to give a share to; empty for who may not. */
  partners: list(partner, 50),
});

/** No partner has anything to do with the deal (yet), or no event of it has arrived. */
const untouchedCard = z.object({
  kind: z.literal('untouched'),
  deal: z.object({ id }),
  parked: list(parked),
  you,
  partners: list(partner, 50),
});

export const dealCard = z.discriminatedUnion('kind', [decidedCard, untouchedCard]);
export type DealCard = z.infer<typeof dealCard>;
export type DecidedDealCard = z.infer<typeof decidedCard>;

const failure = z.object({
  ok: z.literal(false),
  error: z.object({
    /**
     * `unavailable` says that the outcome is not known: the card repeats such a request with the same requestId.
     * After the other codes nothing was done, and the next click has a new requestId.
     */
    code: z.enum([
      'invalid',
      'not-allowed',
      'not-found',
      'not-installed',
      'refused-by-hubspot',
      'unavailable',
    ]),
    /** For people: what is wrong and what to do. */
    message: z.string(),
    /** The field of the form it concerns, where there is one: its path in the body, `credit.shares.0.share`. */
    field: z.optional(z.string()),
  }),
});
export type DealFailure = z.infer<typeof failure>;

export const dealAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), card: dealCard }),
  failure,
]);
export type DealAnswer = z.infer<typeof dealAnswer>;

export const partnersAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), partners: list(partner, 50) }),
  failure,
]);
export type PartnersAnswer = z.infer<typeof partnersAnswer>;

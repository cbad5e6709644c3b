/**
 * The wire contract of the company card: what the server answers and what the card sends.
 * The card owns it (HubSpot uploads `extensions` alone); the server imports its types, and a test holds
 * the server's real answers against these parsers.
 *
 * GET  /ui/companies/{companyId}            -> CardAnswer
 * GET  /ui/companies/{companyId}/search?q=  -> SearchAnswer   companies to name as the client of a referral
 * POST /ui/companies/{companyId}/referrals  LogReferral -> CardAnswer, the card as it is afterwards
 * POST /ui/companies/{companyId}/check-ins  LogCheckIn  -> CardAnswer
 * POST /ui/companies/{companyId}/partner    StartPartnership -> CardAnswer
 *
 * An expected failure is `{ ok: false }` in a 200: HubSpot's proxy replaces the body of other statuses.
 */
// The small build of zod: with the full one, every record page would load twice the card.
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
export type MoneyText = z.infer<typeof money>;

export const healthStatus = z.enum(['healthy', 'attention', 'at_risk', 'new', 'not_scored']);
export type HealthStatus = z.infer<typeof healthStatus>;

const reason = z.object({
  /** Code of a health rule: A1 A2 A3 F T1a T1b T2a T2b T3 T4. */
  code: z.string(),
  /** What is the case, in words: "No two-way contact for 52 days (expected every 45)". */
  text: z.string(),
  /** What to do about it. */
  action: z.string(),
});

const flow = z.object({
  last90Days: count,
  total: count,
  /** Latest referral in this direction. */
  lastOn: z.nullable(day),
});

const partnerCard = z.object({
  kind: z.literal('partner'),
  /** When the server last read this partner from HubSpot (ISO 8601). */
  asOf: moment,
  partner: z.object({
    id,
    name: z.string(),
    /** In words: "Referral partner", "Reseller". */
    type: z.string(),
    /** In words: "Active", "Paused". */
    stage: z.string(),
    /** In words: "Reciprocal, no cash", "10 % of the first project". */
    terms: z.string(),
  }),
  health: z.object({
    status: healthStatus,
    /** 0-100; null while new or not scored. */
    score: z.nullable(z.int().check(z.minimum(0), z.maximum(100))),
    /** One sentence for people. */
    summary: z.string(),
    reasons: z.array(reason),
    /** Share of the score's weight that had data, 0-1; null when there is no score. */
    confidence: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
  }),
  referrals: z.object({ received: flow, sent: flow }),
  revenue: z.object({
    /**
     * Total and present quarter, company currency; influenced is shown apart and never added.
     * null: this user may not see amounts. The server must then not send them at all.
     */
    sourced: z.nullable(money),
    sourcedThisQuarter: z.nullable(money),
    expansion: z.nullable(money),
    influenced: z.nullable(money),
    wonDeals: count,
  }),
  nextStep: z.object({ text: z.string(), dueOn: z.nullable(day) }),
  /** Latest first, at most five. */
  recent: z.array(z.object({ on: day, text: z.string() })).check(z.maxLength(5)),
  /** Something a person should know about this card's data: "2 credits could not be written to HubSpot". */
  notices: z.array(z.string()),
});

const clientCard = z.object({
  kind: z.literal('referred-client'),
  asOf: moment,
  client: z.object({ id, name: z.string() }),
  referredBy: z.object({
    partnerId: id,
    partnerName: z.string(),
    referredOn: day,
    acceptedOn: z.nullable(day),
    /** In words: "Accepted", "Won". */
    status: z.string(),
    windowEndsOn: z.nullable(day),
  }),
  /** Later referrals of the same client, by other partners or again. */
  otherReferrals: z.array(z.object({ partnerName: z.string(), referredOn: day, status: z.string() })),
  /** Deals of this client that partners were considered for; latest first, at most five. */
  deals: z
    .array(
      z.object({
        id,
        name: z.string(),
        attribution: z.enum(['sourced', 'sourced_expansion', 'influenced', 'none']),
        /** null: no credit, or hidden (see creditedHidden). */
        credited: z.nullable(money),
        /** true: there is an amount, and this user may not see it. */
        creditedHidden: z.optional(z.boolean()),
        /** The receipt: why, in one sentence. */
        receipt: z.string(),
      }),
    )
    .check(z.maxLength(5)),
  partners: z.array(z.object({ id, name: z.string() })),
  notices: z.array(z.string()),
});

const otherCard = z.object({
  kind: z.literal('other'),
  asOf: moment,
  company: z.object({ id, name: z.string() }),
  /** Partners who could have referred this company. */
  partners: z.array(z.object({ id, name: z.string() })),
  notices: z.array(z.string()),
});

export const companyCard = z.discriminatedUnion('kind', [partnerCard, clientCard, otherCard]);
export type CompanyCard = z.infer<typeof companyCard>;
export type PartnerCard = z.infer<typeof partnerCard>;
export type ClientCard = z.infer<typeof clientCard>;
export type OtherCard = z.infer<typeof otherCard>;

const failure = z.object({
  ok: z.literal(false),
  error: z.object({
    /**
     * `unavailable` says that the outcome is not known: the card repeats such a request with the same requestId,
     * so the server must not keep this answer for it. After the other codes nothing was done, and the next
     * click has a new requestId.
     */
    code: z.enum(['invalid', 'not-found', 'not-installed', 'refused-by-hubspot', 'unavailable']),
    /** For people: what is wrong and what to do. */
    message: z.string(),
    /** The field of the form it concerns, where there is one: its path in the body, `client.name`. */
    field: z.optional(z.string()),
  }),
});
export type Failure = z.infer<typeof failure>;

export const cardAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), card: companyCard }),
  failure,
]);
export type CardAnswer = z.infer<typeof cardAnswer>;

export const searchAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    companies: z
      .array(z.object({ id, name: z.string(), domain: z.nullable(z.string()) }))
      .check(z.maxLength(10)),
  }),
  failure,
]);
export type SearchAnswer = z.infer<typeof searchAnswer>;

/** Made once per click and kept through retries: the server answers a repeat without doing it twice. */
const requestId = z.string().check(z.regex(/^[0-9a-zA-Z-]{16,64}$/));

export const logReferral = z.object({
  requestId,
  direction: z.enum(['received', 'sent']),
  /** The partner; on a partner's own card it is that partner. */
  partnerId: id,
  /** The prospect: a company of the portal, or one to create. */
  client: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('existing'), companyId: id }),
    z.object({
      kind: z.literal('new'),
      name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
      domain: z.string().check(z.trim(), z.maxLength(200)),
    }),
  ]),
  referredOn: day,
  method: z.enum(['intro_email', 'warm_handoff', 'form', 'event', 'other']),
});
export type LogReferral = z.infer<typeof logReferral>;

export const logCheckIn = z.object({
  requestId,
  happenedOn: day,
  /** What came of it; a check-in without an outcome does not count as contact. */
  outcome: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
  /** Did they answer or attend? */
  twoWay: z.boolean(),
});
export type LogCheckIn = z.infer<typeof logCheckIn>;

export const startPartnership = z.object({
  requestId,
  primaryType: z.enum(['referral', 'reseller', 'integration', 'co_marketing', 'strategic']),
});
export type StartPartnership = z.infer<typeof startPartnership>;

import type { PartnerCard } from '../../extensions/src/app/cards/contract/company-card.ts';
import { type Day, dayIn } from '../../src/calendar.ts';
import { type Assessment, assess, decideStoring, defaultHealthSettings } from '../../src/health/index.ts';
import { partnerFacts } from '../../src/jobs/partner-facts.ts';
import { revenueOf } from '../../src/jobs/partner-stamps.ts';
import type { JobDeps, Portal } from '../../src/jobs/portal.ts';
import { storedHealth } from '../../src/jobs/stored-health.ts';
import type { LinkedActivity, LinkedReferral } from '../../src/partnership/records.ts';
import { creditsOfPartners } from '../../src/store/ledger.ts';
import { activitiesOfPartners, type MirroredPartner, referralsOfPartners } from '../../src/store/mirror.ts';
import type { Sight } from './deal-sight.ts';
import { STAGE_WORDS, TYPE_WORDS, termsInWords } from './words.ts';

/** The card of a company that is a partner: one read of the mirror, no call to HubSpot. */
export async function partnerCard(
  { database, now }: Pick<JobDeps, 'database' | 'now'>,
  portal: Portal,
  partner: MirroredPartner,
  sight: Sight,
  notices: string[],
): Promise<PartnerCard> {
  const { record } = partner;
  const [referrals, activities, credits] = await Promise.all([
    referralsOfPartners(database, portal.id, [record.id]),
    activitiesOfPartners(database, portal.id, [record.id]),
    creditsOfPartners(database, portal.id, [record.id], portal.homeCurrency),
  ]);
  const today = dayIn(portal.timeZone, now());
  const assessment = assess(partnerFacts(record, referrals, activities), today, defaultHealthSettings);
  const revenue = revenueOf(credits, today);
  const money = (minor: bigint) => sight.amount({ minor, currency: portal.homeCurrency })?.is ?? null;
  const { received, sent } = assessment.counters;
  return {
    kind: 'partner',
    asOf: partner.readAt.toISOString(),
    partner: {
      id: record.id,
      name: record.name,
      type: record.primaryType === null ? 'Partner' : TYPE_WORDS[record.primaryType],
      stage: record.stage === null ? 'No stage yet' : STAGE_WORDS[record.stage],
      terms: termsInWords(record),
    },
    health: healthOf(assessment, partner),
    referrals: {
      received: { last90Days: received.last90Days, total: received.total, lastOn: received.lastOn },
      sent: { last90Days: sent.last90Days, total: sent.total, lastOn: sent.lastOn },
    },
    revenue: {
      sourced: money(revenue.sourced),
      sourcedThisQuarter: money(revenue.sourcedThisQuarter),
      expansion: money(revenue.expansion),
      influenced: money(revenue.influenced),
      wonDeals: revenue.wonDeals,
    },
    nextStep: assessment.nextStep,
    recent: recentLines(referrals, activities, today).map(({ on, text }) => ({ on, text: sight.text(text) })),
    notices,
  };
}

/**
 * Health as it should be seen now. What a person just did shows at once when it helps; a downgrade waits for the
 * night, so the card never contradicts the property that reports and workflows read (R25).
 */
function healthOf(live: Assessment, partner: MirroredPartner): PartnerCard['health'] {
  const stored = storedHealth(partner.written);
  const reasons = live.reasons.map(({ code, text, action }) => ({ code, text, action }));
  const { status, summary } = live.shown;
  if (
    stored === null ||
    stored.status === live.status ||
    decideStoring(stored, live, 'day').kind === 'write'
  ) {
    return { status, score: live.score, summary, reasons, confidence: live.confidence };
  }
  const known = new Set<string>(stored.reasons);
  return {
    status: stored.status,
    score: stored.score,
    summary: stored.summary,
    reasons: reasons.filter(({ code }) => known.has(code)),
    confidence: stored.score === null ? null : live.confidence,
  };
}

/** What happened last, newest first, at most five lines. */
function recentLines(
  referrals: readonly LinkedReferral[],
  activities: readonly LinkedActivity[],
  today: Day,
): PartnerCard['recent'] {
  const lines = [
    ...referrals.flatMap(({ record }) =>
      record.referredOn === null
        ? []
        : [{ on: record.referredOn, text: `Referral ${record.direction}: ${record.name}` }],
    ),
    ...activities.flatMap(({ record }) =>
      record.status !== 'done' || record.happenedOn === null
        ? []
        : [
            {
              on: record.happenedOn,
              text: `${titleOf(record.kind)}: ${record.outcome ?? record.name}`.slice(0, 200),
            },
          ],
    ),
  ];
  return lines
    .filter(({ on }) => on <= today)
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
    .slice(0, 5);
}

/** `quarterly_review` -> `Quarterly review`; `check_in` -> `Check-in`. */
function titleOf(kind: string): string {
  const words = kind === 'check_in' ? 'check-in' : kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

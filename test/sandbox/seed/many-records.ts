import type { Portal } from '../state/portal.ts';
import { enterLink, enterRecord, TYPE_IDS } from './enter-record.ts';

const DAY_MS = 86_400_000;
const YEARS_BACK_MS = 3 * 365 * DAY_MS;
const SALES_CYCLE_MS = 40 * DAY_MS;
const CURRENCIES = ['EUR', 'EUR', 'USD', 'GBP', 'JPY'] as const;
/** Of ten deals; those whose cycle has not ended yet are open whatever stands here. */
const OUTCOMES = ['won', 'lost', 'won', 'open', 'lost', 'won', 'open', 'lost', 'won', 'lost'] as const;
const STAGE = { won: 'closedwon', lost: 'closedlost', open: 'contractsent' } as const;

/**
 * Fills the account with plain companies and deals of the last three years, entered by a person before any app was
 * there: no webhook tells of them. The same numbers give the same records. Deals go round the companies in turn.
 */
export function seedMany(portal: Portal, counts: { companies: number; deals: number }): void {
  const { clock } = portal;
  const wasFrozen = clock.isFrozen();
  const now = clock.now();
  clock.freeze(now - YEARS_BACK_MS);
  const companyIds = Array.from({ length: counts.companies }, (_, index) =>
    enterRecord(portal, '0-2', { name: `Company ${index + 1}`, domain: `company-${index + 1}.example` }),
  );
  for (let index = 0; index < counts.deals; index += 1) {
    const at = now - YEARS_BACK_MS + Math.floor((YEARS_BACK_MS * index) / counts.deals);
    clock.freeze(at);
    const dealId = enterRecord(portal, '0-3', dealNumber(index, at, now));
    const companyId = companyIds[index % companyIds.length];
    if (companyId !== undefined) enterLink(portal, TYPE_IDS.primaryOfDeal, dealId, companyId);
  }
  if (wasFrozen) clock.freeze(now);
  else clock.thaw();
}

function pick<const T>(from: readonly [T, ...T[]], place: number): T {
  return from[place % from.length] ?? from[0];
}

function dealNumber(index: number, createdAt: number, now: number): Record<string, string> {
  const closesAt = createdAt + SALES_CYCLE_MS;
  const outcome = closesAt > now ? 'open' : pick(OUTCOMES, index + Math.floor(index / 7));
  return {
    dealname: `Deal ${index + 1}`,
    amount: String(500 + ((index * 7_919) % 20_000)),
    deal_currency_code: pick(CURRENCIES, index + Math.floor(index / 11)),
    pipeline: 'default',
    dealstage: STAGE[outcome],
    closedate: String(closesAt),
    hubspot_owner_id: index % 3 === 0 ? '7002' : '7001',
  };
}

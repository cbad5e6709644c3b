import { isoOf } from '../clock.ts';
import { computedNumber } from './decimal-text.ts';
import type { ObjectType } from './object-type.ts';
import type { Stage } from './pipeline.ts';
import { pipelinesOf } from './pipelines.ts';
import type { Portal } from './portal.ts';

export const DEAL = '0-3';

type Values = Record<string, string>;

/**
 * What HubSpot itself sets on a deal after a write: stage facts, close date, rate and amounts. `before` is the deal
 * as it was, `set` the write, which wins over everything that people may edit.
 */
export function calculateDeal(portal: Portal, type: ObjectType, before: Values, set: Values): Values {
  const after = { ...before, ...set };
  const stage = stageOf(portal, type, after);
  const previous = stageOf(portal, type, before);
  const isClosed = stage?.metadata.isClosed === 'true';
  const isWon = isClosed && Number(stage?.metadata.probability) === 1;
  const result: Values = {};
  if (stage && after.dealstage !== before.dealstage) {
    result[`hs_v2_date_entered_${stage.id}`] = isoOf(portal.now());
    if (previous) result[`hs_v2_date_exited_${previous.id}`] = isoOf(portal.now());
  }
  if (isClosed && set.closedate === undefined && !isSameOutcome(previous, stage)) {
    result.closedate = isoOf(portal.now());
  }
  const currency = after.deal_currency_code || portal.account.companyCurrency;
  if (!after.deal_currency_code) result.deal_currency_code = currency;
  const rate = rateOf(portal, before, set, {
    currency,
    isClosed,
    wasClosed: previous?.metadata.isClosed === 'true',
  });
  if (rate !== after.hs_exchange_rate) result.hs_exchange_rate = rate;
  return {
    ...result,
    hs_is_closed: String(isClosed),
    hs_is_closed_won: String(isWon),
    hs_is_closed_lost: String(isClosed && !isWon),
    ...amountsOf(after.amount ?? '', Number(rate), Number(stage?.metadata.probability ?? 0), isWon),
  };
}

function amountsOf(amount: string, rate: number, probability: number, isWon: boolean): Values {
  const home = amount === '' ? '' : computedNumber(Number(amount) * rate);
  const projected = amount === '' ? '' : computedNumber(Number(amount) * probability);
  return {
    hs_deal_stage_probability: computedNumber(probability),
    amount_in_home_currency: home,
    hs_closed_amount: isWon && amount !== '' ? amount : '0',
    hs_closed_amount_in_home_currency: isWon && home !== '' ? home : '0',
    hs_projected_amount: projected,
    hs_projected_amount_in_home_currency: projected === '' ? '' : computedNumber(Number(projected) * rate),
  };
}

/** The rate follows the account until the deal closes; then it stays, whatever happens to the currency. */
function rateOf(
  portal: Portal,
  before: Values,
  set: Values,
  facts: { currency: string; isClosed: boolean; wasClosed: boolean },
): string {
  if (set.hs_exchange_rate) return set.hs_exchange_rate;
  if (facts.isClosed && facts.wasClosed && before.hs_exchange_rate) return before.hs_exchange_rate;
  return facts.currency === portal.account.companyCurrency
    ? '1'
    : (portal.account.rates.get(facts.currency) ?? '1');
}

function isSameOutcome(previous: Stage | undefined, stage: Stage | undefined): boolean {
  if (previous?.metadata.isClosed !== 'true') return false;
  return Number(previous.metadata.probability) === Number(stage?.metadata.probability);
}

function stageOf(portal: Portal, type: ObjectType, values: Values): Stage | undefined {
  const pipeline = pipelinesOf(portal, type).find(
    (candidate) => candidate.id === (values.pipeline || 'default'),
  );
  return pipeline?.stages.find((stage) => stage.id === values.dealstage);
}

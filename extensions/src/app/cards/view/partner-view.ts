import type { PartnerCard } from '../contract/company-card.ts';
import { words } from '../words.ts';
import { amountText } from './amount.ts';
import { dayText, momentText } from './day.ts';
import { type Line, toLines } from './lines.ts';
import type { Reader } from './reader.ts';
import { type StatusView, viewStatus } from './status-view.ts';

export type HealthView = {
  status: StatusView;
  score: { value: number; text: string } | null;
  summary: string;
  /** Set when the score stands on little data. */
  confidence: string | null;
  reasons: { key: string; text: string; action: string }[];
};

export type CounterView = { title: string; label: string; number: number; total: string; last: string };

export type RevenueView = {
  items: { label: string; text: string }[];
  wonDeals: string;
  influenced: string;
};

export type PartnerView = {
  partnerId: string;
  title: string;
  health: HealthView;
  /** Received and sent, always both: a partnership has two directions (Playbook PB-1). */
  counters: [CounterView, CounterView];
  revenue: RevenueView;
  nextStep: { text: string; overdue: boolean };
  recent: Line[];
  terms: { label: string; text: string }[];
  notices: Line[];
  asOf: string;
};

/** What a partner's card shows. Pure: the same data and reader give the same words. */
export function viewPartner(card: PartnerCard, reader: Reader): PartnerView {
  const { partner } = card;
  return {
    partnerId: partner.id,
    title: partner.name,
    health: viewHealth(card.health),
    counters: [
      viewCounter(words.referrals.received, card.referrals.received),
      viewCounter(words.referrals.sent, card.referrals.sent),
    ],
    revenue: viewRevenue(card.revenue, reader),
    nextStep: viewNextStep(card.nextStep, reader),
    recent: toLines(card.recent.map(({ on, text }) => words.recent.line(dayText(on), text))),
    terms: [
      { label: words.terms.type, text: partner.type },
      { label: words.terms.stage, text: partner.stage },
      { label: words.terms.terms, text: partner.terms },
    ],
    notices: toLines(card.notices),
    asOf: words.asOf(momentText(card.asOf, reader.timeZone)),
  };
}

// health.md §6: below this share the card says how little the score stands on.
const ENOUGH_SIGNALS = 0.6;

function viewHealth({ status, score, summary, reasons, confidence }: PartnerCard['health']): HealthView {
  const thin = confidence !== null && confidence < ENOUGH_SIGNALS;
  return {
    status: viewStatus(status),
    score: score === null ? null : { value: score, text: words.health.score(score) },
    summary,
    confidence: thin ? words.health.confidence(Math.round(confidence * 100)) : null,
    reasons: reasons.map(({ code, text, action }) => ({ key: code, text, action })),
  };
}

function viewCounter(title: string, flow: PartnerCard['referrals']['sent']): CounterView {
  return {
    title,
    label: words.referrals.last90Days,
    number: flow.last90Days,
    total: words.referrals.total(flow.total),
    last: words.referrals.lastOn(flow.lastOn === null ? words.none : dayText(flow.lastOn)),
  };
}

function viewRevenue(revenue: PartnerCard['revenue'], { locale }: Reader): RevenueView {
  return {
    items: [
      { label: words.revenue.thisQuarter, text: amountText(revenue.sourcedThisQuarter, locale) },
      { label: words.revenue.sourced, text: amountText(revenue.sourced, locale) },
      { label: words.revenue.expansion, text: amountText(revenue.expansion, locale) },
    ],
    wonDeals: words.revenue.wonDeals(revenue.wonDeals),
    influenced: words.revenue.influenced(amountText(revenue.influenced, locale)),
  };
}

function viewNextStep({ text, dueOn }: PartnerCard['nextStep'], { today }: Reader): PartnerView['nextStep'] {
  if (dueOn === null) return { text, overdue: false };
  const overdue = today !== null && dueOn < today;
  return { text: words.nextStep[overdue ? 'overdue' : 'due'](text, dayText(dueOn)), overdue };
}

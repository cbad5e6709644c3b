import type { DealId, PartnerId } from '../ids.ts';
import { toDecimalText } from '../money.ts';
import type { AgreementStatus, IntegrityFinding } from '../vocabulary.ts';
import type { Part } from './decide.ts';
import type { Credit } from './ledger.ts';
import { labelOf, type Role } from './role.ts';
import type { Verdict } from './verdict.ts';

/** A deal as it was last decided, with what stands on it in HubSpot. */
export type CheckedDeal = {
  readonly id: DealId;
  readonly present: boolean;
  readonly won: boolean;
  readonly decision: {
    readonly locked: boolean;
    readonly parts: readonly Pick<Part, 'partnerId' | 'role'>[];
    readonly verdicts: readonly Verdict[];
    readonly proposals: readonly { readonly partnerId: PartnerId }[];
  };
  readonly labels: readonly { readonly partnerId: PartnerId; readonly label: 'sourced' | 'influenced' }[];
  readonly stamps: Readonly<Record<string, string | null>>;
};

export type CheckedPartner = {
  readonly name: string;
  readonly archived: boolean;
  readonly agreementStatus: AgreementStatus | null;
};

/** What does not fit together: about the deal, or about one of its credits. */
export type Mismatch = {
  readonly code: IntegrityFinding;
  readonly on: { readonly kind: 'deal' } | { readonly kind: 'credit'; readonly creditKey: string };
  readonly words: string;
};

/** Checks of one deal against its credits, labels and stamps (attribution §14). Nothing here changes a credit. */
export function dealChecks(
  deal: CheckedDeal,
  credits: readonly Credit[],
  partners: ReadonlyMap<PartnerId, CheckedPartner>,
  homeCurrency: string,
): Mismatch[] {
  const live = credits.filter(({ status }) => status !== 'reversed');
  return [
    ...live.flatMap((credit) => creditChecks(credit, deal, partners)),
    ...(deal.present ? [...labelChecks(deal, credits), ...shareChecks(deal, live)] : []),
    ...(deal.present ? stampChecks(deal, credits, homeCurrency) : []),
  ];
}

function creditChecks(
  credit: Credit,
  { decision, won }: CheckedDeal,
  partners: ReadonlyMap<PartnerId, CheckedPartner>,
): Mismatch[] {
  const { creditKey, partnerId, role, status } = credit;
  const partner = partners.get(partnerId);
  const stands = won && decision.parts.some((part) => part.partnerId === partnerId && part.role === role);
  const say = (when: boolean, code: IntegrityFinding, words: string): Mismatch[] =>
    when ? [{ code, on: { kind: 'credit', creditKey }, words }] : [];
  if (partner === undefined || partner.archived)
    return say(true, 'credit_without_partner', 'The partner of this credit was deleted.');
  const byRules = stands && !decision.locked;
  const touched = decision.verdicts.some(
    (each) => each.partnerId === partnerId && each.outcome !== 'refused',
  );
  return [
    ...say(
      byRules && role !== 'influenced' && credit.referralId === null,
      'sourced_without_referral',
      `${partner.name} is credited as source without an accepted referral.`,
    ),
    ...say(
      byRules && role === 'influenced' && !touched,
      'influenced_without_touch',
      `${partner.name} is credited for influence without a dated touch.`,
    ),
    ...say(
      status === 'payable' && (credit.commission?.minor ?? 0n) > 0n && partner.agreementStatus !== 'signed',
      'no_agreement',
      `Commission of ${partner.name} is payable, but the agreement is not signed.`,
    ),
  ];
}

/** Labels beside no credit, and credits beside no label (R13). What a person proposed is a claim, told elsewhere. */
function labelChecks({ labels, decision, won }: CheckedDeal, credits: readonly Credit[]): Mismatch[] {
  const ours = new Set(credits.map(({ partnerId, role }) => `${partnerId}:${labelOf(role)}`));
  const there = new Set(labels.map(({ partnerId, label }) => `${partnerId}:${label}`));
  const stray = labels.filter(
    ({ partnerId, label }) =>
      !ours.has(`${partnerId}:${label}`) &&
      !decision.proposals.some((proposal) => proposal.partnerId === partnerId),
  );
  const bare = decision.parts.filter(({ partnerId, role }) => !there.has(`${partnerId}:${labelOf(role)}`));
  const on = { kind: 'deal' } as const;
  return [
    ...stray.map(({ partnerId, label }): Mismatch => {
      const words = `Partner ${partnerId} is labelled ${label}, but has no credit.`;
      return { code: 'label_without_credit', on, words };
    }),
    ...(won ? bare : []).map(({ partnerId, role }): Mismatch => {
      const words = `Partner ${partnerId} is credited as ${role}, but has no label on the deal.`;
      return { code: 'credit_without_label', on, words };
    }),
  ];
}

const WHOLE = 10_000;

/** Of each partner and role the latest row shows the share. */
function shareChecks({ won, decision }: CheckedDeal, live: readonly Credit[]): Mismatch[] {
  if (!won || decision.parts.length === 0 || live.length === 0) return [];
  const latest = new Map<string, Credit>();
  for (const credit of [...live].sort((a, b) => (a.month < b.month ? -1 : 1)))
    latest.set(`${credit.partnerId}:${credit.role}`, credit);
  const parts = new Set(decision.parts.map(({ partnerId, role }) => `${partnerId}:${role}`));
  const sum = [...latest].reduce((total, [key, { share }]) => total + (parts.has(key) ? share : 0), 0);
  if (sum === WHOLE) return [];
  const words = `The shares add up to ${(sum / 100).toFixed(2)} %, not 100 %.`;
  return [{ code: 'shares_not_100', on: { kind: 'deal' }, words }];
}

const STAMPED: readonly (readonly [string, Role])[] = [
  ['partner_sourced_amount', 'sourced'],
  ['partner_expansion_amount', 'sourced_expansion'],
];

/** What the deal shows is what its credits add up to. An empty stamp is a figure nobody knows. */
function stampChecks({ stamps }: CheckedDeal, credits: readonly Credit[], currency: string): Mismatch[] {
  return STAMPED.flatMap(([name, role]): Mismatch[] => {
    const shown = stamps[name];
    if (shown === null || shown === undefined || shown === '' || credits.length === 0) return [];
    const minor = credits
      .filter((credit) => credit.role === role && credit.home.currency === currency)
      .reduce((sum, { home }) => sum + home.minor, 0n);
    const wanted = toDecimalText({ minor, currency });
    if (Number(shown) === Number(wanted)) return [];
    const words = `${name} shows ${shown}, the ledger says ${wanted}.`;
    return [{ code: 'ledger_differs', on: { kind: 'deal' }, words }];
  });
}

import type { Act } from './act.ts';
import * as books from './acts/books.ts';
import * as credits from './acts/credits.ts';
import * as deals from './acts/deals.ts';
import * as partners from './acts/partners.ts';
import { merge, remove, restore } from './acts/records.ts';
import * as referrals from './acts/referrals.ts';

/** All that people do here, with how often they do it. */
const PLAYED = {
  settle: [14, books.settle],
  'pass days': [5, books.passDays],
  'close a month': [3, books.closeMonth],
  'reopen a month': [1, books.reopenMonth],
  'change the rules': [3, books.changeRules],
  'create a deal': [5, deals.createDeal],
  'win a deal': [14, deals.win],
  'lose a deal': [2, deals.lose],
  'reopen a deal': [4, deals.reopen],
  'edit an amount': [6, deals.editAmount],
  'edit a currency': [2, deals.editCurrency],
  'edit a rate': [1, deals.editRate],
  'move a close date': [4, deals.moveClose],
  'change the client of a deal': [4, deals.changeClient],
  'link a deal to a partner': [2, deals.changePartnerLink],
  'type a payment of the client': [3, deals.clientPaid],
  'type a refund': [2, deals.refund],
  'merge deals': [3, merge('deal')],
  'delete a deal': [2, remove('deal')],
  'restore a deal': [2, restore('deal')],
  'create a referral': [5, referrals.createReferral],
  'judge a referral': [4, referrals.judge],
  'date a referral': [2, referrals.redate],
  'change the client of a referral': [2, referrals.changeReferred],
  'merge referrals': [2, merge('referral')],
  'delete a referral': [2, remove('referral')],
  'restore a referral': [2, restore('referral')],
  'log an activity': [6, referrals.createActivity],
  'cancel an activity': [2, referrals.cancelActivity],
  'delete an activity': [1, remove('partner_activity')],
  'restore an activity': [1, restore('partner_activity')],
  'create a partner': [2, partners.createPartner],
  'change terms': [3, partners.changeTerms],
  'end a partnership': [2, partners.endPartner],
  'merge partners': [2, merge('partner')],
  'delete a partner': [1, remove('partner')],
  'restore a partner': [2, restore('partner')],
  'merge companies': [2, merge('company')],
  'delete a company': [1, remove('company')],
  'restore a company': [1, restore('company')],
  'merge contacts': [1, merge('contact')],
  'delete a contact': [1, remove('contact')],
  'restore a contact': [1, restore('contact')],
  'make a client a partner': [1, partners.makePartner],
  'pay a commission': [4, credits.payCommission],
  'type over a credit': [1, credits.typeOverCredit],
  'delete a credit': [1, credits.deleteCredit],
  'restore a credit': [1, credits.restoreCredit],
  'decide by hand': [4, credits.decideByHand],
  'spoil what was decided by hand': [1, credits.spoilOverride],
} satisfies Readonly<Record<string, readonly [number, Act]>>;

export type ActName = keyof typeof PLAYED;

export const ACTS: readonly { readonly name: ActName; readonly weight: number }[] = names().map((name) => ({
  name,
  weight: PLAYED[name][0],
}));

export function actOf(name: ActName): Act {
  return PLAYED[name][1];
}

function names(): ActName[] {
  return Object.keys(PLAYED).filter((name): name is ActName => Object.hasOwn(PLAYED, name));
}

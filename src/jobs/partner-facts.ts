import type { PartnerFacts } from '../health/index.ts';
import type { LinkedActivity, LinkedReferral, PartnerRecord } from '../partnership/records.ts';

/** Puts what the mirror knows of a partner into the words of health. */
export function partnerFacts(
  partner: PartnerRecord,
  referrals: readonly LinkedReferral[],
  activities: readonly LinkedActivity[],
): PartnerFacts {
  return {
    partner: {
      stage: partner.stage,
      primaryType: partner.primaryType,
      compensationModel: partner.compensationModel,
      activatedOn: partner.activatedOn,
      reactivatedOn: partner.reactivatedOn,
      endedOn: partner.endedOn,
      redFlags: partner.redFlags,
      agreementStatus: partner.agreementStatus,
      noticeGivenOn: partner.noticeGivenOn,
      satisfactionOurs: partner.satisfactionOurs,
      satisfactionTheirs: partner.satisfactionTheirs,
      satisfactionRatedOn: partner.satisfactionRatedOn,
      seasonalMonths: partner.seasonalMonths,
    },
    referrals: referrals.map(({ record, companyIds, contactIds }) => ({
      id: record.id,
      direction: record.direction,
      status: record.status,
      clientKnown: companyIds.length > 0 || contactIds.length > 0,
      referredOn: record.referredOn,
      // Clocks of referrals come with the Playbook; rule T4 is off by default.
      responseDueOn: null,
      firstResponseOn: null,
    })),
    activities: activities.map(({ record }) => ({
      id: record.id,
      kind: record.kind,
      status: record.status,
      happenedOn: record.happenedOn,
      dueOn: record.dueOn,
      twoWay: record.twoWay,
      outcome: record.outcome,
    })),
    // Meetings, calls and e-mails are not read yet: contact is what people log.
    contacts: [],
    dealMovements: [],
    override: null,
  };
}

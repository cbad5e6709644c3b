import { isOver } from '../attribution/qualify.ts';
import { type Day, dayIn } from '../calendar.ts';
import { type PastValue, readHistory } from '../hubspot/records.ts';
import { dayStatusBecame } from '../hubspot/referral.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { PartnerRecord } from '../partnership/records.ts';
import type { JobDeps, Portal } from './portal.ts';

/** Days of a partner that people type and the app fills in when they do not. */
export type PartnerDays = Pick<PartnerRecord, 'activatedOn' | 'endedOn'>;

/**
 * The day each partner became active and the day it ended, where nobody typed them (R24, R14): the portal day of the
 * change, from the property's history, else today. An end that the app filled in goes when the partner comes back, or
 * the next end would be dated by this one; a day that a person typed always stays.
 */
export async function partnerDays(
  deps: JobDeps,
  portal: Portal,
  partners: readonly PartnerRecord[],
  before: ReadonlyMap<string, PartnerRecord>,
): Promise<Map<string, PartnerDays>> {
  const today = dayIn(portal.timeZone, deps.now());
  const over = partners.filter((each) => isOver(each) && each.endedOn === null);
  const back = partners.filter((each) => {
    const was = before.get(each.id);
    return each.endedOn !== null && !isOver(each) && was !== undefined && isOver(was);
  });
  const [begun, stages, agreements, ends] = await Promise.all([
    historyOf(portal, partners.filter(isUndated), 'stage'),
    historyOf(portal, over, 'stage'),
    historyOf(portal, over, 'agreement_status'),
    historyOf(portal, back, 'ended_on'),
  ]);
  const became = (history: PastValue[] | undefined, values: readonly string[]) =>
    dayStatusBecame(history ?? [], new Set(values), portal.timeZone);
  const endOf = (id: string): Day => {
    const days = [became(stages.get(id), ['ended']), became(agreements.get(id), ['terminated', 'expired'])];
    return days.filter((day) => day !== null).sort()[0] ?? today;
  };
  const isOurs = (id: string) => ends.get(id)?.[0]?.source === 'INTEGRATION';
  return new Map(
    partners.map((each) => [
      each.id,
      {
        activatedOn: isUndated(each) ? (became(begun.get(each.id), ['active']) ?? today) : each.activatedOn,
        endedOn: over.includes(each) ? endOf(each.id) : isOurs(each.id) ? null : each.endedOn,
      },
    ]),
  );
}

function isUndated({ stage, activatedOn }: PartnerRecord): boolean {
  return stage === 'active' && activatedOn === null;
}

async function historyOf(
  portal: Portal,
  partners: readonly PartnerRecord[],
  property: string,
): Promise<Map<string, PastValue[]>> {
  if (partners.length === 0) return new Map();
  const typeId = objectTypeIdOf(portal.schema, 'partner');
  return readHistory(
    portal.request,
    typeId,
    partners.map(({ id }) => id),
    property,
  );
}

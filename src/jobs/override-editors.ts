import { dayIn, formatDay } from '../calendar.ts';
import { readHistory } from '../hubspot/records.ts';
import { objectTypeIdOf } from '../hubspot/schema/state.ts';
import type { DealId } from '../ids.ts';
import type { Portal } from './portal.ts';

/** Who last wrote the text of `partner_override` on these deals, in words, by HubSpot's history of the property (R38). */
export async function overrideEditors(
  portal: Portal,
  dealIds: readonly DealId[],
): Promise<Map<string, string>> {
  if (dealIds.length === 0) return new Map();
  const type = objectTypeIdOf(portal.schema, 'deal');
  const histories = await readHistory(portal.request, type, dealIds, 'partner_override');
  return new Map(
    [...histories].flatMap(([id, [latest]]) => {
      if (latest === undefined) return [];
      const userId = /^userId:(\d+)$/.exec(latest.sourceId ?? '')?.[1];
      const who = userId === undefined ? (latest.source ?? 'somebody unknown') : `user ${userId}`;
      return [[id, `last edited by ${who} on ${formatDay(dayIn(portal.timeZone, latest.at))}`]];
    }),
  );
}

import { type ActivityKind, activityKinds } from './activity-kind.ts';
import { readAssociations } from './association.ts';
import type { CrmApi } from './crm-api.ts';
import { createRecord, readRecords } from './record.ts';

export type Activity = {
  readonly id: string;
  readonly kind: ActivityKind;
  /** Milliseconds; what it is sorted by. */
  readonly at: number;
  readonly title: string;
  readonly body: string;
  readonly facts: readonly string[];
};

type Place = { readonly typeId: string; readonly id: string };

/** The kinds of activities that this kind of record can have. */
export async function possibleActivityKinds(api: CrmApi, typeId: string): Promise<readonly ActivityKind[]> {
  const types = await Promise.all(activityKinds.map((kind) => api.associationTypes(typeId, kind.typeId)));
  return activityKinds.filter((_, at) => (types[at] ?? []).length > 0);
}

/** Everything that happened with a record, the newest first. */
export async function readActivities(
  api: CrmApi,
  from: Place,
  kinds: readonly ActivityKind[],
): Promise<readonly Activity[]> {
  const all = await Promise.all(kinds.map((kind) => readOfKind(api, from, kind)));
  return all.flat().toSorted((a, b) => b.at - a.at);
}

async function readOfKind(api: CrmApi, from: Place, kind: ActivityKind): Promise<readonly Activity[]> {
  const links = await readAssociations(api.request, from, kind.typeId);
  if (links.length === 0) return [];
  const names = ['hs_timestamp', kind.title, ...(kind.body ? [kind.body] : []), ...kind.facts];
  const ids = links.map((link) => link.toId);
  const records = await readRecords(api.request, kind.typeId, ids, names);
  return records.map(({ id, properties }) => ({
    id,
    kind,
    at: millisecondsOf(properties.hs_timestamp ?? ''),
    title: plainText(properties[kind.title] ?? '') || kind.word,
    body: kind.body ? plainText(properties[kind.body] ?? '') : '',
    facts: kind.facts.flatMap((name) => wordsOf(kind, name, properties[name] ?? '')),
  }));
}

/** HubSpot keeps what people write as HTML; it is shown as its words only. */
function plainText(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
}

function wordsOf(kind: ActivityKind, name: string, value: string): readonly string[] {
  if (value === '') return [];
  const field = kind.fields.find((one) => one.name === name);
  const choice = field?.choices?.find(([known]) => known === value);
  return [choice?.[1] ?? value.toLowerCase().replaceAll('_', ' ')];
}

function millisecondsOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) : new Date(value).getTime();
}

/** Creates an activity on a record, as people do it on the record's page. */
export async function logActivity(
  api: CrmApi,
  to: Place,
  kind: ActivityKind,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const [type] = await api.associationTypes(kind.typeId, to.typeId);
  if (type === undefined) throw new Error(`A ${kind.word.toLowerCase()} cannot be associated here`);
  // A meeting's place in the timeline is its start.
  const start = values.hs_meeting_start_time;
  const properties = { ...kind.always, ...(start !== undefined && { hs_timestamp: start }), ...values };
  const types = [{ associationCategory: type.category, associationTypeId: type.typeId }];
  await createRecord(api.request, kind.typeId, properties, [{ to: { id: to.id }, types }]);
}

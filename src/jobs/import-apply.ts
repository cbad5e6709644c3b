import { formatDay } from '../calendar.ts';
import { createLinks } from '../hubspot/associations.ts';
import { linkTypeOf, objectTypeIdOf } from '../hubspot/schema/state.ts';
import { passingFault, type Write, writeRecords } from '../hubspot/write.ts';
import type { PartnerId } from '../ids.ts';
import { audit } from '../store/audit.ts';
import { recordsOf } from './fetch.ts';
import type { Introduction } from './import-plan.ts';
import { type Pause, patiently } from './patience.ts';
import type { JobDeps, Portal } from './portal.ts';

const AT_ONCE = 100;

export type ImportDeps = JobDeps & {
  readonly pause: Pause;
  readonly onProgress: (done: number, total: number) => void;
};

/** What became of an import; `refused` with HubSpot's reason. */
export type ImportResult = {
  readonly created: number;
  readonly refused: readonly { readonly key: string; readonly message: string }[];
};

/**
 * Makes the referrals: received, accepted on the day they are dated, known prospects, linked to partner, client and
 * deals. Run again after a crash it makes those that are missing: their keys are unique. The server judges each as it
 * does any referral; `backfill` then credits.
 */
export async function applyImport(
  deps: ImportDeps,
  portal: Portal,
  create: readonly Introduction[],
  input: { readonly names: ReadonlyMap<PartnerId, string>; readonly actor: string; readonly source: string },
): Promise<ImportResult> {
  const refused: { key: string; message: string }[] = [];
  let created = 0;
  for (let start = 0; start < create.length; start += AT_ONCE) {
    deps.onProgress(start, create.length);
    const some = create.slice(start, start + AT_ONCE);
    const results = await patiently(deps.pause, () => createSome(portal, some, input.names));
    created += results.filter(({ message }) => message === null).length;
    for (const { key, message } of results) if (message !== null) refused.push({ key, message });
  }
  deps.onProgress(create.length, create.length);
  const details = { source: input.source, created, refused: refused.length };
  const deed = { actor: input.actor, action: 'import-referrals', subject: 'referrals', details };
  await audit(deps.database, portal.id, deed, new Date(deps.now()));
  return { created, refused };
}

async function createSome(
  portal: Portal,
  some: readonly Introduction[],
  names: ReadonlyMap<PartnerId, string>,
): Promise<{ key: string; message: string | null }[]> {
  const { request, schema } = portal;
  const companies = some.flatMap(({ client }) => (client.kind === 'company' ? [client.id] : []));
  const called = await recordsOf(portal, 'company', companies, ['name']);
  const writes = some.map((each): Write => {
    const client = called.get(each.client.id)?.properties.name ?? 'Client';
    return {
      kind: 'create',
      properties: propertiesOf(each, client, names.get(each.partnerId) ?? `Partner ${each.partnerId}`),
      associations: [
        { toId: each.partnerId, types: [linkTypeOf(schema, 'referral', 'partner')] },
        { toId: each.client.id, types: [linkTypeOf(schema, 'referral', each.client.kind)] },
      ],
    };
  });
  const results = await writeRecords(request, objectTypeIdOf(schema, 'referral'), writes);
  const links = some.flatMap(({ deals }, place) => {
    const result = results[place];
    if (result?.kind !== 'written') return [];
    const types = [linkTypeOf(schema, 'referral', 'deal')];
    return deals.map(({ id }) => ({ fromId: result.record.id, toId: id, types }));
  });
  await createLinks(request, objectTypeIdOf(schema, 'referral'), objectTypeIdOf(schema, 'deal'), links);
  const fault = passingFault(results);
  if (fault !== undefined) throw fault;
  return some.map(({ key }, place) => {
    const result = results[place];
    // Made by an attempt before that was cut off.
    if (result?.kind === 'written' || result?.problem.code === 'hubspot-conflict')
      return { key, message: null };
    return { key, message: result?.problem.message ?? 'HubSpot said nothing about it' };
  });
}

/** A person's name never stands in a name that the app makes (R61). */
function propertiesOf(
  { key, on, client }: Introduction,
  company: string,
  partner: string,
): Record<string, string> {
  const who = client.kind === 'company' ? company : `Client of ${formatDay(on)}`;
  return {
    name: `${who} (from ${partner})`.slice(0, 250),
    ...{ referral_key: key, direction: 'received', status: 'accepted', method: 'other' },
    ...{ referred_on: on, accepted_on: on, known_prospect_accepted: 'true' },
  };
}

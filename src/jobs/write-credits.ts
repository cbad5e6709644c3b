import { createLinks } from '../hubspot/associations.ts';
import { linkTypeOf, objectTypeIdOf } from '../hubspot/schema/state.ts';
import {
  type InlineAssociation,
  passingFault,
  type Write,
  type Written as WriteResult,
  writeRecords,
} from '../hubspot/write.ts';
import { type StoredCredit, saveCreditRecords } from '../store/ledger.ts';
import { type CreditEnd, type CreditToWrite, linkedOf, unlinkedEnds } from './credit-links.ts';
import { differences, type Wanted } from './differences.ts';
import { leaveReferral } from './leave-referral.ts';
import type { JobDeps, Portal, Refusal } from './portal.ts';

/**
 * Brings credit records to what the ledger says, only what differs. Known records are updated, and linked to what came
 * back since; new ones created with their links in the same call; a key that exists already (a crash between HubSpot and
 * us) is found by upsert. A record is known to hold its credit only after its links are made: nothing else would tell
 * that they are missing.
 */
export async function writeCredits(
  deps: JobDeps,
  portal: Portal,
  credits: readonly CreditToWrite[],
  /** What must be done before a record is known to hold its credit. */
  first: Promise<void>,
): Promise<Refusal[]> {
  const write = writer(deps, portal, first);
  const changed = credits.filter((each) => Object.keys(changesOf(each)).length > 0);
  const unlinked = credits.filter((each) => !changed.includes(each) && unlinkedEnds(each).length > 0);
  const known = changed.filter(({ credit }) => credit.recordId !== null);
  const updated = await write(
    known,
    (each) => ({ kind: 'update', id: each.credit.recordId ?? '', properties: changesOf(each) }),
    unlinkedEnds,
  );
  await keep(deps, portal, unlinked.flatMap(withRecord), unlinkedEnds);
  // A record that a person deleted is made again (R41).
  const deleted = updated.refused.filter(({ missing }) => missing).map(({ each }) => each);
  const fresh = [...changed.filter(({ credit }) => credit.recordId === null), ...deleted];
  const made = await make(write, portal, fresh, '');
  const refusals = [...updated.refused.filter(({ missing }) => !missing), ...made].map(
    ({ each, message }) => ({ recordId: each.credit.dealId, code: 'credit_refused', message }),
  );
  const refused = new Set<string>(refusals.map(({ recordId }) => recordId));
  const dealIds = new Set<string>(changed.map(({ credit }) => credit.dealId));
  for (const dealId of dealIds) if (!refused.has(dealId)) tellCredited(deps, dealId);
  return refusals;
}

function tellCredited({ observe, causeOf, now }: JobDeps, dealId: string): void {
  const cause = causeOf?.(dealId);
  observe?.({ kind: 'credited', lagMs: cause === undefined ? undefined : now() - cause.receivedAt });
}

/**
 * Makes records under the credits' keys. A key that is taken belongs to our own record (found by upsert) or to a
 * deleted one that keeps it: the new record then has the key with `:r2` behind it, and so on (R41).
 */
async function make(
  write: Writer,
  portal: Portal,
  credits: readonly CreditToWrite[],
  suffix: (typeof KEY_SUFFIXES)[number],
): Promise<Attempt['refused']> {
  if (credits.length === 0) return [];
  const keyOf = ({ creditKey }: StoredCredit) => `${creditKey}${suffix}`;
  const created = await write(
    credits,
    (each) => ({
      kind: 'create',
      properties: { ...withoutEmpty(each.wanted), credit_key: keyOf(each.credit) },
      associations: linksOfCredit(portal, each),
    }),
    () => [],
  );
  const taken = created.refused.filter(({ conflict }) => conflict).map(({ each }) => each);
  const upserted = await write(
    taken,
    ({ credit, wanted }) => ({
      kind: 'upsert',
      idProperty: 'credit_key',
      id: keyOf(credit),
      properties: { ...differences(wanted, {}), credit_key: keyOf(credit) },
    }),
    // Upsert takes no links.
    ({ ends }) => ends,
  );
  const next = KEY_SUFFIXES[KEY_SUFFIXES.indexOf(suffix) + 1];
  const kept = upserted.refused.filter(({ conflict }) => conflict && next !== undefined);
  return [
    ...created.refused.filter(({ conflict }) => !conflict),
    ...upserted.refused.filter((refused) => !kept.includes(refused)),
    ...(next === undefined
      ? []
      : await make(
          write,
          portal,
          kept.map(({ each }) => each),
          next,
        )),
  ];
}

/** A record deleted more often than this is parked for a person to look at. */
const KEY_SUFFIXES = ['', ':r2', ':r3', ':r4', ':r5'] as const;

type Attempt = {
  readonly written: { each: CreditToWrite; recordId: string }[];
  readonly refused: { each: CreditToWrite; message: string; missing: boolean; conflict: boolean }[];
};

type Writer = (
  credits: readonly CreditToWrite[],
  toWrite: (each: CreditToWrite) => Write,
  /** What the records are to be linked to afterwards. */
  toLink: (each: CreditToWrite) => readonly CreditEnd[],
) => Promise<Attempt>;

function writer(deps: JobDeps, portal: Portal, first: Promise<void>): Writer {
  return async (credits, toWrite, toLink) => {
    const attempt: Attempt = { written: [], refused: [] };
    if (credits.length === 0) return attempt;
    const results = await writeRecords(
      portal.request,
      objectTypeIdOf(portal.schema, 'partner_credit'),
      credits.map(toWrite),
    );
    for (const [place, each] of credits.entries()) {
      const result = results[place];
      if (result === undefined) continue;
      if (result.kind === 'refused') attempt.refused.push({ each, ...reasonOf(result) });
      else attempt.written.push({ each, recordId: result.record.id });
    }
    await first;
    await keep(deps, portal, attempt.written, toLink);
    const fault = passingFault(results);
    if (fault !== undefined) throw fault;
    return attempt;
  };
}

/** Links records to what they are not linked to yet, and only then keeps that they hold their credits. */
async function keep(
  { database }: JobDeps,
  portal: Portal,
  written: Attempt['written'],
  toLink: (each: CreditToWrite) => readonly CreditEnd[],
): Promise<void> {
  await leaveReferral(portal, written);
  await link(
    portal,
    written.map(({ each, recordId }) => ({ recordId, ends: toLink(each) })),
  );
  await saveCreditRecords(
    database,
    portal.id,
    written.map(({ each, recordId }) => ({
      ...{ creditKey: each.credit.creditKey, recordId, written: each.wanted, linked: linkedOf(each) },
    })),
  );
}

function changesOf({ credit, wanted }: CreditToWrite): Record<string, string> {
  return differences(wanted, credit.written ?? {});
}

function withRecord(each: CreditToWrite): Attempt['written'] {
  return each.credit.recordId === null ? [] : [{ each, recordId: each.credit.recordId }];
}

function reasonOf({ problem }: Extract<WriteResult, { kind: 'refused' }>) {
  const { category } = problem.facts;
  return {
    message: problem.message,
    missing: problem.code === 'hubspot-not-found' || category === 'OBJECT_NOT_FOUND',
    conflict: problem.code === 'hubspot-conflict',
  };
}

function linksOfCredit({ schema }: Portal, { ends }: CreditToWrite): InlineAssociation[] {
  return ends.map(([kind, toId]) => ({ toId, types: [linkTypeOf(schema, 'partner_credit', kind)] }));
}

async function link(
  { request, schema }: Portal,
  records: readonly { readonly recordId: string; readonly ends: readonly CreditEnd[] }[],
): Promise<void> {
  const from = objectTypeIdOf(schema, 'partner_credit');
  for (const kind of ['deal', 'partner', 'referral'] as const) {
    const types = [linkTypeOf(schema, 'partner_credit', kind)];
    const links = records.flatMap(({ recordId, ends }) =>
      ends.filter(([end]) => end === kind).map(([, toId]) => ({ fromId: recordId, toId, types })),
    );
    await createLinks(request, from, objectTypeIdOf(schema, kind), links);
  }
}

function withoutEmpty(wanted: Wanted): Record<string, string> {
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

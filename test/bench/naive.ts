import { z } from 'zod';
import type { RecordKind } from '../../src/hubspot/schema/index.ts';
import { labelTypeOf, linkTypeOf, objectTypeIdOf } from '../../src/hubspot/schema/state.ts';
import type { World } from '../support/world.ts';

const record = z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) });
const linked = z.object({
  results: z.array(z.object({ to: z.array(z.object({ toObjectId: z.coerce.string() })) })),
});

/**
 * For comparison: a worker as it is written first. One won deal after the other, each record by a call of its own,
 * nothing remembered; it credits the first referral it finds. It writes what ours writes, and ignores its own echoes.
 */
export async function workNaively(
  { app, sandbox, portalId }: World,
  dealIds: readonly string[],
): Promise<{ readonly callsPerDeal: number; readonly msPerDeal: number }> {
  const { schema } = await app.directory.get(portalId);
  let calls = 0;
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    calls += 1;
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.accessToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const type = (kind: RecordKind) => objectTypeIdOf(schema, kind);
  const objects = (kind: RecordKind, id = '') =>
    `/crm/objects/2026-09/${type(kind)}${id === '' ? '' : `/${id}`}`;
  const read = async (kind: RecordKind, id: string, properties: string) =>
    record.parse(await call('GET', `${objects(kind, id)}?properties=${properties}`)).properties;
  const firstLink = async (from: RecordKind, id: string, to: RecordKind) => {
    const path = `/crm/associations/2026-09/${type(from)}/${type(to)}/batch/read`;
    const { results } = linked.parse(await call('POST', path, { inputs: [{ id }] }));
    return results[0]?.to[0]?.toObjectId;
  };
  const spoken = ({ category, typeId }: { category: string; typeId: number }) => [
    { associationCategory: category, associationTypeId: typeId },
  ];
  const began = performance.now();
  for (const id of dealIds) {
    const deal = await read('deal', id, 'dealname,amount,dealstage,closedate');
    await firstLink('deal', id, 'contact');
    await firstLink('deal', id, 'partner_activity');
    await firstLink('deal', id, 'partner');
    const company = await firstLink('deal', id, 'company');
    const referral = company && (await firstLink('company', company, 'referral'));
    if (!referral) continue;
    await read('referral', referral, 'name,status,accepted_on');
    const partner = await firstLink('referral', referral, 'partner');
    if (!partner) continue;
    const { name, sourced_revenue_total: before } = await read(
      'partner',
      partner,
      'name,sourced_revenue_total',
    );
    const amount = deal.amount ?? '0';
    const ends = [
      ['deal', id],
      ['partner', partner],
      ['referral', referral],
    ] as const;
    await call('POST', objects('partner_credit'), {
      properties: { credit_key: `${id}:${partner}:naive`, name: `${name}`, role: 'sourced', amount },
      associations: ends.map(([kind, toId]) => ({
        to: { id: toId },
        types: spoken(linkTypeOf(schema, 'partner_credit', kind)),
      })),
    });
    const pair = (from: RecordKind, fromId: string, to: RecordKind, toId: string) =>
      `${objects(from, fromId)}/associations/${type(to)}/${toId}`;
    const toDeal = linkTypeOf(schema, 'referral', 'deal');
    await call('PUT', pair('referral', referral, 'deal', id), spoken(toDeal));
    await call('PUT', pair('deal', id, 'partner', partner), spoken(labelTypeOf(schema, 'sourced', 'deal')));
    await call('PATCH', objects('deal', id), { properties: { partner_sourced_amount: amount } });
    await call('PATCH', objects('referral', referral), { properties: { status: 'won' } });
    const total = String(Number(before ?? '0') + Number(amount));
    await call('PATCH', objects('partner', partner), { properties: { sourced_revenue_total: total } });
  }
  const ms = performance.now() - began;
  return { callsPerDeal: calls / dealIds.length, msPerDeal: ms / dealIds.length };
}

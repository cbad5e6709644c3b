import { z } from 'zod';
import { batchAnswer } from '../../http/batch-answer.ts';
import { created, noContent, type Operation, ok } from '../../http/operation.ts';
import { notImplemented, validationError } from '../../http/refusal.ts';
import { parseBody } from '../../http/request-body.ts';
import { associate, checkAssociation, cutLink } from '../../state/associate.ts';
import { requestedAssociationType, unlabelledType } from '../../state/association-types.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { associationSpec } from '../objects/inline-associations.ts';
import { pageLimit } from '../objects/wanted-properties.ts';
import { linkedRecords } from './batch-read.ts';
import { pairOf } from './labels-between.ts';

const PAIR = '/crm/objects/:version/:fromType/:fromId/associations/:toType/:toId';

export const putAssociation: Operation = {
  method: 'PUT',
  path: PAIR,
  run({ portal, actor, param, body }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const specs = parseBody(z.array(associationSpec).min(1), body);
    const types = specs.map((spec) => requestedAssociationType(portal, from, to, spec));
    const pair = { fromId: param('fromId'), toId: param('toId'), actor };
    for (const type of types) checkAssociation(portal, type, pair.fromId, pair.toId);
    for (const type of types) portal.publish(associate(portal, type, pair));
    return created(pairOf(from, to, pair.fromId, pair.toId, types));
  },
};

export const putDefaultAssociation: Operation = {
  method: 'PUT',
  path: '/crm/objects/:version/:fromType/:fromId/associations/default/:toType/:toId',
  run({ portal, version, actor, param }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const type = unlabelledType(portal, from.objectTypeId, to.objectTypeId);
    if (!type) throw validationError(`No default association exists from ${from.name} to ${to.name}`);
    const pair = { fromId: param('fromId'), toId: param('toId'), actor };
    checkAssociation(portal, type, pair.fromId, pair.toId);
    portal.publish(associate(portal, type, pair));
    const spec = { associationCategory: type.category, associationTypeId: type.typeId };
    const result = { from: { id: pair.fromId }, to: { id: pair.toId }, associationSpec: spec };
    return batchAnswer(portal, version, 200, [result], []);
  },
};

export const deleteAssociation: Operation = {
  method: 'DELETE',
  path: PAIR,
  run({ portal, actor, param }) {
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const pair = { fromId: param('fromId'), toId: param('toId'), actor };
    portal.publish(cutLink(portal, from.objectTypeId, to.objectTypeId, pair));
    return noContent();
  },
};

/** Exists in v4 and 2026-03; the published 2026-09 specification has no such path. */
export const listAssociations: Operation = {
  method: 'GET',
  path: '/crm/objects/:version/:fromType/:fromId/associations/:toType',
  run({ portal, version, param, query }) {
    if (version === '2026-09')
      throw notImplemented('GET', '/crm/objects/2026-09/{type}/{id}/associations/{toType}');
    const from = objectTypeOfPath(portal, param('fromType'));
    const to = objectTypeOfPath(portal, param('toType'));
    const limit = pageLimit(query, portal.associationPageSize, 500);
    const start = Number(query.get('after') ?? '0');
    const targets = linkedRecords(portal, version, from, to, param('fromId'));
    const end = start + limit;
    return ok({
      results: targets.slice(start, end),
      ...(end < targets.length ? { paging: { next: { after: String(end), link: `?after=${end}` } } } : {}),
    });
  },
};

import { isoOf } from '../../clock.ts';
import { type Operation, ok } from '../../http/operation.ts';
import { notFound } from '../../http/refusal.ts';
import type { Owner } from '../../state/account.ts';
import { pageLimit } from '../objects/wanted-properties.ts';

export const listOwners: Operation = {
  method: 'GET',
  path: '/crm/owners/:version',
  run({ portal, query }) {
    const limit = pageLimit(query, 100, 500);
    const isArchived = query.get('archived') === 'true';
    const email = query.get('email');
    const start = Number(query.get('after') ?? '0');
    const owners = portal.owners.filter(
      (owner) => owner.archived === isArchived && (email === null || owner.email === email),
    );
    const end = start + limit;
    return ok({
      results: owners.slice(start, end).map(shownOwner),
      ...(end < owners.length ? { paging: { next: { after: String(end), link: `?after=${end}` } } } : {}),
    });
  },
};

export const getOwner: Operation = {
  method: 'GET',
  path: '/crm/owners/:version/:ownerId',
  run({ portal, param, query }) {
    const id = param('ownerId');
    const byUser = query.get('idProperty') === 'userId';
    const isArchived = query.get('archived') === 'true';
    const owner = portal.owners.find(
      (candidate) =>
        candidate.archived === isArchived && (byUser ? String(candidate.userId) : candidate.id) === id,
    );
    if (!owner) throw notFound(`Owner ${id} does not exist`);
    return ok(shownOwner(owner));
  },
};

function shownOwner(owner: Owner): Record<string, unknown> {
  return {
    id: owner.id,
    email: owner.email,
    type: 'PERSON',
    firstName: owner.firstName,
    lastName: owner.lastName,
    // An archived owner has no active user any more.
    ...(owner.archived ? {} : { userId: owner.userId }),
    userIdIncludingInactive: owner.userId,
    createdAt: isoOf(owner.createdAt),
    updatedAt: isoOf(owner.createdAt),
    archived: owner.archived,
    ...(owner.teams.length > 0 ? { teams: owner.teams } : {}),
  };
}

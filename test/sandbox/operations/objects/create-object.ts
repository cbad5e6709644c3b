import { z } from 'zod';
import { created, type Operation } from '../../http/operation.ts';
import { parseBody, requiredSince202609 } from '../../http/request-body.ts';
import { objectTypeOfPath } from '../../state/object-types.ts';
import { writtenRecord } from '../../state/record.ts';
import { prepareCreate } from '../../state/write-record.ts';
import { applyLinks, inlineAssociations, planLinks } from './inline-associations.ts';

export const createObject: Operation = {
  method: 'POST',
  path: '/crm/objects/:version/:objectType',
  run({ portal, version, actor, param, body }) {
    const type = objectTypeOfPath(portal, param('objectType'));
    const input = parseBody(
      z.object({
        properties: z.record(z.string(), z.unknown()),
        associations: requiredSince202609(version, inlineAssociations, []),
      }),
      body,
    );
    const links = planLinks(portal, type, input.associations);
    const write = prepareCreate({ portal, type, version, actor, properties: input.properties });
    const changes = write.apply();
    changes.push(...applyLinks(portal, write.record.id, links, actor));
    portal.publish(changes);
    return created(writtenRecord(write.record));
  },
};

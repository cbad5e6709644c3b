import type { ObjectType } from '../state/object-type.ts';
import { objectTypeOfPathName } from '../state/object-types.ts';
import type { Portal } from '../state/portal.ts';
import type { Operation } from './operation.ts';
import { Refusal } from './refusal.ts';

/** Every group must be met by one of its scopes. */
export type NeededScopes = string[][];

type Param = (name: string) => string;

/** The scopes a call needs, as the published 2026-09 specifications list them. */
export function neededScopes(portal: Portal, operation: Operation, param: Param): NeededScopes {
  const { path } = operation;
  const verb = isReading(operation) ? 'read' : 'write';
  if (path.startsWith('/crm/objects/') || path.startsWith('/crm/associations/')) {
    const named = ['objectType', 'fromType', 'toType'].filter((name) => path.includes(`:${name}`)).map(param);
    return named.flatMap((name) => objectScopes(objectTypeOfPathName(portal, name), verb));
  }
  if (path.startsWith('/crm-object-schemas/')) {
    return [
      verb === 'read' ? ['crm.schemas.custom.read', 'crm.objects.custom.read'] : ['crm.schemas.custom.write'],
    ];
  }
  if (path.startsWith('/crm/properties/')) return [schemaScopes(portal, param('objectType'), verb)];
  if (path.startsWith('/crm/pipelines/'))
    return verb === 'read' ? [] : [schemaScopes(portal, param('objectType'), verb)];
  if (path.startsWith('/crm/owners/')) return [['crm.objects.owners.read']];
  if (path.startsWith('/crm/lists/')) return [[`crm.lists.${verb}`]];
  if (path.endsWith('/custom-object-types')) return [['crm.schemas.custom.read', 'crm.objects.custom.read']];
  return [];
}

/** Refuses like HubSpot when the app was not granted what the call needs. */
export function checkScopes(granted: ReadonlySet<string>, needed: NeededScopes): void {
  const missing = needed.find((group) => !group.some((scope) => granted.has(scope)));
  if (!missing) return;
  throw new Refusal({
    status: 403,
    category: 'MISSING_SCOPES',
    message:
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: missing },
      },
    ],
  });
}

function isReading(operation: Operation): boolean {
  return operation.method === 'GET' || /\/(batch\/read|search)$/.test(operation.path);
}

/** Calls, meetings, notes and tasks go by the contacts' scopes, e-mails by one more. */
export function objectScopes(type: ObjectType | undefined, verb: 'read' | 'write'): NeededScopes {
  if (!type) return [];
  if (type.isCustom) return [[`crm.objects.custom.${verb}`]];
  switch (type.name) {
    case 'email':
      return [[`crm.objects.contacts.${verb}`], ['sales-email-read']];
    case 'call':
    case 'meeting':
    case 'note':
    case 'task':
      return [[`crm.objects.contacts.${verb}`]];
    default:
      return [[`crm.objects.${type.labels.plural.toLowerCase()}.${verb}`]];
  }
}

function schemaScopes(portal: Portal, name: string, verb: 'read' | 'write'): string[] {
  const type = objectTypeOfPathName(portal, name);
  const noun = type?.isCustom ? 'custom' : (type?.labels.plural.toLowerCase() ?? 'custom');
  const isActivity = ['0-46', '0-47', '0-48', '0-49', '0-27'].includes(type?.objectTypeId ?? '');
  const area = isActivity ? 'contacts' : noun;
  return verb === 'read'
    ? [`crm.schemas.${area}.read`, `crm.objects.${area}.read`]
    : [`crm.schemas.${area}.write`];
}

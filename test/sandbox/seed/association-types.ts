import { type AssociationTypes, addAssociationType } from '../state/association-type.ts';

/** from, to, type id, id of the other direction, label or null, name. Fixed in every HubSpot account. */
const FIXED: readonly (readonly [string, string, number, number, string | null, string])[] = [
  ['0-3', '0-2', 341, 342, null, 'deal_to_company'],
  ['0-3', '0-2', 5, 6, 'Primary', 'deal_to_primary_company'],
  ['0-3', '0-1', 3, 4, null, 'deal_to_contact'],
  ['0-3', '0-3', 451, 451, null, 'deal_to_deal'],
  ['0-3', '0-53', 176, 177, null, 'deal_to_invoice'],
  ['0-1', '0-2', 279, 280, null, 'contact_to_company'],
  ['0-1', '0-2', 1, 2, 'Primary', 'contact_to_primary_company'],
  ['0-1', '0-1', 449, 449, null, 'contact_to_contact'],
  ['0-2', '0-2', 450, 450, null, 'company_to_company'],
  ['0-2', '0-2', 13, 14, 'Child Company', 'parent_to_child_company'],
  ['0-46', '0-1', 202, 201, null, 'note_to_contact'],
  ['0-46', '0-2', 190, 189, null, 'note_to_company'],
  ['0-46', '0-3', 214, 213, null, 'note_to_deal'],
  ['0-48', '0-1', 194, 193, null, 'call_to_contact'],
  ['0-48', '0-2', 182, 181, null, 'call_to_company'],
  ['0-48', '0-3', 206, 205, null, 'call_to_deal'],
  ['0-49', '0-1', 198, 197, null, 'email_to_contact'],
  ['0-49', '0-2', 186, 185, null, 'email_to_company'],
  ['0-49', '0-3', 210, 209, null, 'email_to_deal'],
  ['0-47', '0-1', 200, 199, null, 'meeting_event_to_contact'],
  ['0-47', '0-2', 188, 187, null, 'meeting_event_to_company'],
  ['0-47', '0-3', 212, 211, null, 'meeting_event_to_deal'],
  ['0-27', '0-1', 204, 203, null, 'task_to_contact'],
  ['0-27', '0-2', 192, 191, null, 'task_to_company'],
  ['0-27', '0-3', 216, 215, null, 'task_to_deal'],
];

/** HubSpot's own association types (developers.hubspot.com, associations guide), both directions of each. */
export function addFixedAssociationTypes(registry: AssociationTypes): void {
  for (const [from, to, typeId, inverseTypeId, label, name] of FIXED) {
    const shared = { category: 'HUBSPOT_DEFINED' as const, isPrimary: label === 'Primary' };
    addAssociationType(registry, {
      ...shared,
      fromTypeId: from,
      toTypeId: to,
      typeId,
      inverseTypeId,
      label,
      name,
    });
    if (inverseTypeId === typeId) continue;
    addAssociationType(registry, {
      ...shared,
      // A company may be the primary company of many deals: only one direction is limited to one.
      isPrimary: false,
      fromTypeId: to,
      toTypeId: from,
      typeId: inverseTypeId,
      inverseTypeId: typeId,
      label: label === 'Child Company' ? 'Parent Company' : label,
      name: `${name}_inverse`,
    });
  }
}

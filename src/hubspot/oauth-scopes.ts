/**
 * The least that the product needs, as the app's own file asks for it: HubSpot refuses an installation whose
 * address asks for other scopes than the app's required ones.
 */
export const REQUIRED_SCOPES: readonly string[] = [
  'oauth',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.custom.read',
  'crm.objects.custom.write',
  'crm.objects.owners.read',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.schemas.custom.read',
  'crm.schemas.custom.write',
  'crm.lists.read',
  'crm.lists.write',
];

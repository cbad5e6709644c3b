import type { Portal } from '../portal.ts';
import type { CardRecord } from './card-record.ts';

/** A card, page or settings page of the app, as far as its frame needs it. */
export type Extension = { readonly uid: string; readonly name: string; readonly location: string };

/** The `context` an extension gets; ids are numbers there, as in HubSpot. Only a record's page has a `crm`. */
export function extensionContext(portal: Portal, extension: Extension, record: CardRecord | undefined) {
  const { session } = portal;
  return {
    location: extension.location,
    ...(record && { crm: { objectId: Number(record.id), objectTypeId: record.kind.typeId } }),
    portal: { id: session.portal.id, timezone: session.portal.timeZone },
    user: {
      ...session.user,
      emails: [session.user.email],
      locale: 'en',
      roles: [],
      teams: [],
      permissions: [],
    },
    extension: {
      appId: session.app.id,
      appName: session.app.name,
      ...(record && { cardTitle: extension.name }),
    },
    variables: session.variables,
  };
}

import type { Portal } from '../portal.ts';
import type { SessionCard } from '../session.ts';
import type { CardRecord } from './card-record.ts';

/** The `context` a card gets; ids are numbers there, as in HubSpot. */
export function cardContext(portal: Portal, card: SessionCard, record: CardRecord) {
  const { session } = portal;
  return {
    location: card.location,
    crm: { objectId: Number(record.id), objectTypeId: record.kind.typeId },
    portal: { id: session.portal.id, timezone: session.portal.timeZone },
    user: {
      ...session.user,
      emails: [session.user.email],
      locale: 'en',
      roles: [],
      teams: [],
      permissions: [],
    },
    extension: { appId: session.app.id, appName: session.app.name, cardTitle: card.name },
    variables: session.variables,
  };
}

import { hubspot } from '@hubspot/ui-extensions';
import { CompanyCardRoot } from './screen/CompanyCardRoot.tsx';

/** The card's entry: HubSpot calls this back with its context and actions. */
hubspot.extend<'crm.record.tab'>(({ context, actions }) => (
  <CompanyCardRoot context={context} actions={actions} now={() => new Date()} random={globalThis.crypto} />
));

import { type ComponentMapping, type Controller, createController } from '@remote-ui/react/host';
import type { ComponentType, ReactNode } from 'react';
import { crmComponents } from '../components/crm/registry.ts';
import { pageComponents } from '../components/page/registry.ts';
import { standardComponents } from '../components/registry.ts';

const { CrmActionButton, CrmActionLink } = crmComponents;
const onRecord = createCardController({ ...standardComponents, ...crmComponents });
const inSidebar = createCardController({ ...standardComponents, CrmActionButton, CrmActionLink });
const onOwnPage = createCardController({ ...standardComponents, ...pageComponents });

/** The components of a place: HubSpot has most CRM components in record tabs only, page components on pages. */
export function controllerFor(location: string): Controller {
  switch (location) {
    case 'settings':
    case 'home':
    case 'pages':
      return onOwnPage;
    case 'crm.record.sidebar':
      return inSidebar;
    default:
      return onRecord;
  }
}

/** Finds the component for a name on the wire; one that is not known is shown as a labelled box, never dropped. */
function createCardController(known: ComponentMapping): Controller {
  const unknown = new Map<string, ComponentType<{ children?: ReactNode }>>();
  const controller = createController(known);
  return {
    ...controller,
    get: (type) => {
      const name = String(type);
      if (name in known) return controller.get(name);
      const box = unknown.get(name) ?? unknownComponent(name);
      unknown.set(name, box);
      return box;
    },
  };
}

function unknownComponent(name: string): ComponentType<{ children?: ReactNode }> {
  return ({ children }) => (
    <div className="unknown" data-unknown={name}>
      <strong>The sandbox does not know the component “{name}” in this place</strong>
      {children}
    </div>
  );
}

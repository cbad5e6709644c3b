import { type Controller, createController } from '@remote-ui/react/host';
import type { ComponentType, ReactNode } from 'react';
import { crmComponents } from '../components/crm/registry.ts';
import { standardComponents } from '../components/registry.ts';

/** Finds the component for a name on the wire; one that is not known is shown as a labelled box, never dropped. */
export function createCardController(): Controller {
  const known = { ...standardComponents, ...crmComponents };
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
      <strong>The sandbox does not know the component “{name}”</strong>
      {children}
    </div>
  );
}

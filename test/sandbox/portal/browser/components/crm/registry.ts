import type { CrmComponents } from '../registry.ts';
import * as actions from './actions.tsx';
import * as progress from './progress.tsx';
import * as records from './records.tsx';

const { Fields: _notOnTheWire, ...recordComponents } = records;

/** Components of `@hubspot/ui-extensions/crm`: they read the portal by themselves. */
export const crmComponents = { ...recordComponents, ...progress, ...actions } satisfies CrmComponents;

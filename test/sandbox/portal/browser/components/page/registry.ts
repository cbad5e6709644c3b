import type { ComponentMapping } from '@remote-ui/react/host';
import * as home from './home-header.tsx';
import * as header from './page-header.tsx';
import * as links from './page-links.tsx';

/** Components of `@hubspot/ui-extensions/pages` and `/pages/home`, by their names on the wire. */
export const pageComponents = { ...links, ...header, ...home } satisfies ComponentMapping;

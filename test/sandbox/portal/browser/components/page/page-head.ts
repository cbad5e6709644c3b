import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** Places in the head of an app's page, which the page's own components fill. */
export type PageHead = {
  readonly breadcrumbs: HTMLElement | null;
  readonly title: HTMLElement | null;
  readonly actions: HTMLElement | null;
};

export const pageHeadContext = createContext<PageHead | null>(null);

/** Shows something in the head of the page instead of where the app rendered it. */
export function usePageHead(place: keyof PageHead, content: ReactNode): ReactNode {
  const head = useContext(pageHeadContext);
  if (head === null) throw new Error('A page component was rendered outside of a page of the app');
  const element = head[place];
  return element && createPortal(content, element);
}

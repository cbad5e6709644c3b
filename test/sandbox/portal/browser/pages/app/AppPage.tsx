import { useMemo, useState } from 'react';
import { ExtensionView } from '../../card/ExtensionView.tsx';
import type { PageLocation } from '../../card/page-location.ts';
import { pageHeadContext } from '../../components/page/page-head.ts';
import { usePortal } from '../../portal.ts';
import type { SessionScreen } from '../../session.ts';

/** A page of the app: its head, which the page's components fill, and what its worker renders. */
export function AppPage({ screen, location }: { screen: SessionScreen; location: PageLocation }) {
  const { app } = usePortal().session;
  const [breadcrumbs, setBreadcrumbs] = useState<HTMLElement | null>(null);
  const [title, setTitle] = useState<HTMLElement | null>(null);
  const [actions, setActions] = useState<HTMLElement | null>(null);
  const head = useMemo(() => ({ breadcrumbs, title, actions }), [breadcrumbs, title, actions]);
  const extension = useMemo(() => ({ ...screen, name: app.name }), [screen, app]);
  const place = usePlace(location);
  return (
    <section className="page app-page" data-screen={screen.uid}>
      <div ref={setBreadcrumbs} />
      <header className="page__head">
        <h1>
          <span ref={setTitle} />
          <span className="app-page__name">{app.name}</span>
        </h1>
        <div className="page__actions" ref={setActions} />
      </header>
      <pageHeadContext.Provider value={head}>
        <ExtensionView extension={extension} pageLocation={place} />
      </pageHeadContext.Provider>
    </section>
  );
}

/** The same object for the same place: the worker is told of real moves only. */
function usePlace(location: PageLocation): PageLocation {
  const { path } = location;
  const query = new URLSearchParams(location.params).toString();
  return useMemo(() => ({ path, params: Object.fromEntries(new URLSearchParams(query)) }), [path, query]);
}

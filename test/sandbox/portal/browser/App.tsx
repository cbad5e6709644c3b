import { LoadedView } from './design/LoadedView.tsx';
import { ToastProvider } from './design/Toasts.tsx';
import { useAddress } from './navigation.ts';
import { ListPage } from './pages/list/ListPage.tsx';
import { Nav } from './pages/Nav.tsx';
import { NotFound } from './pages/NotFound.tsx';
import { RecordPage } from './pages/record/RecordPage.tsx';
import { ReportPage } from './pages/report/ReportPage.tsx';
import { openPortal, type Portal, portalContext } from './portal.ts';
import { parseRoute } from './route.ts';
import { useLoaded } from './use-loaded.ts';

export function App() {
  const portal = useLoaded(openPortal, []);
  return (
    <ToastProvider>
      <LoadedView loaded={portal} label="Opening the portal">
        {(value) => (
          <portalContext.Provider value={value}>
            <Screen portal={value} />
          </portalContext.Provider>
        )}
      </LoadedView>
    </ToastProvider>
  );
}

function Screen({ portal }: { portal: Portal }) {
  const route = parseRoute(useAddress());
  return (
    <div className="screen">
      <a className="skip" href="#content">
        Skip to content
      </a>
      <Nav route={route} />
      <main id="content" className="content" tabIndex={-1}>
        <Page route={route} portal={portal} />
      </main>
    </div>
  );
}

function Page({ route, portal }: { route: ReturnType<typeof parseRoute>; portal: Portal }) {
  if (route.kind === 'report') return <ReportPage settings={route.settings} />;
  if (route.kind === 'unknown') return <NotFound what="page" />;
  const kind = portal.kinds.find((one) => one.typeId === route.typeId);
  if (kind === undefined) return <NotFound what={`kind of record "${route.typeId}"`} />;
  if (route.kind === 'list') {
    return <ListPage key={kind.typeId} kind={kind} query={route.query} page={route.page} />;
  }
  return <RecordPage key={`${kind.typeId}/${route.id}`} kind={kind} id={route.id} />;
}

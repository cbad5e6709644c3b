import { LoadedView } from './design/LoadedView.tsx';
import { ToastProvider } from './design/Toasts.tsx';
import { useAddress } from './navigation.ts';
import { AppPage } from './pages/app/AppPage.tsx';
import { AppSettingsPage } from './pages/app/AppSettingsPage.tsx';
import { ConnectedAppsPage } from './pages/app/ConnectedAppsPage.tsx';
import { ListPage } from './pages/list/ListPage.tsx';
import { Nav } from './pages/Nav.tsx';
import { NotFound } from './pages/NotFound.tsx';
import { RecordPage } from './pages/record/RecordPage.tsx';
import { ReportPage } from './pages/report/ReportPage.tsx';
import { openPortal, type Portal, portalContext } from './portal.ts';
import { parseRoute, type Route } from './route.ts';
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

function Page({ route, portal }: { route: Route; portal: Portal }) {
  switch (route.kind) {
    case 'report':
      return <ReportPage settings={route.settings} />;
    case 'unknown':
      return <NotFound what="page" />;
    case 'settings':
      return <ConnectedAppsPage />;
    case 'app':
    case 'app-settings':
      return <OwnPage route={route} portal={portal} />;
    case 'list':
    case 'record':
      return <CrmPage route={route} portal={portal} />;
  }
}

/** A page of the app, if it is this portal's app and it has one. */
function OwnPage({ route, portal }: { route: Extract<Route, { appId: string }>; portal: Portal }) {
  const { app, screens } = portal.session;
  const ofSettings = route.kind === 'app-settings';
  const screen = screens.find((one) => (one.location === 'settings') === ofSettings);
  if (String(app.id) !== route.appId || screen === undefined) {
    return <NotFound what={ofSettings ? 'settings page' : 'page of an app'} />;
  }
  if (route.kind === 'app-settings') return <AppSettingsPage screen={screen} />;
  return <AppPage screen={screen} location={route.location} />;
}

function CrmPage({ route, portal }: { route: Extract<Route, { typeId: string }>; portal: Portal }) {
  const kind = portal.kinds.find((one) => one.typeId === route.typeId);
  if (kind === undefined) return <NotFound what={`kind of record "${route.typeId}"`} />;
  if (route.kind === 'list') {
    return <ListPage key={kind.typeId} kind={kind} query={route.query} view={route.view} />;
  }
  return <RecordPage key={`${kind.typeId}/${route.id}`} kind={kind} id={route.id} />;
}

import { useMemo } from 'react';
import { ExtensionView } from '../../card/ExtensionView.tsx';
import { pageHeadContext } from '../../components/page/page-head.ts';
import { GoLink } from '../../design/GoLink.tsx';
import { usePortal } from '../../portal.ts';
import { settingsAddress } from '../../route.ts';
import type { SessionScreen } from '../../session.ts';

const noHead = { breadcrumbs: null, title: null, actions: null };

/** The app's settings, where HubSpot has them: Settings, Connected apps, the app. */
export function AppSettingsPage({ screen }: { screen: SessionScreen }) {
  const { app } = usePortal().session;
  const extension = useMemo(() => ({ ...screen, name: `${app.name}: settings` }), [screen, app]);
  return (
    <section className="page app-settings" data-screen={screen.uid}>
      <nav aria-label="Breadcrumbs" className="breadcrumbs">
        <span>Settings</span>
        <GoLink to={settingsAddress()}>Connected apps</GoLink>
        <span aria-current="page">{app.name}</span>
      </nav>
      <header className="page__head">
        <h1>{app.name}</h1>
      </header>
      <div className="panel app-settings__body">
        <pageHeadContext.Provider value={noHead}>
          <ExtensionView extension={extension} />
        </pageHeadContext.Provider>
      </div>
    </section>
  );
}

import { GoLink } from '../../design/GoLink.tsx';
import { Icon } from '../../design/Icon.tsx';
import { usePortal } from '../../portal.ts';
import { appPageAddress, settingsAddress } from '../../route.ts';

/** The apps of this portal (there is one), with the ways to their settings and pages. */
export function ConnectedAppsPage() {
  const { app, screens, cards } = usePortal().session;
  const hasSettings = screens.some((screen) => screen.location === 'settings');
  const hasPages = screens.some((screen) => screen.location !== 'settings');
  return (
    <section className="page">
      <nav aria-label="Breadcrumbs" className="breadcrumbs">
        <span>Settings</span>
        <span aria-current="page">Connected apps</span>
      </nav>
      <header className="page__head">
        <h1>Connected apps</h1>
      </header>
      <article className="panel connected-app">
        <span className="card__app" aria-hidden="true">
          <Icon name="sprocket" size={20} />
        </span>
        <div>
          <h2>{app.name}</h2>
          <p>{`App ${app.id} · ${cards.length} ${cards.length === 1 ? 'card' : 'cards'} on records`}</p>
        </div>
        <div className="page__actions">
          {hasPages && <GoLink to={appPageAddress(app.id, { to: '/' })}>Open</GoLink>}
          {hasSettings ? (
            <GoLink to={settingsAddress(app.id)}>Settings</GoLink>
          ) : (
            <span>This app has no settings page</span>
          )}
        </div>
      </article>
    </section>
  );
}

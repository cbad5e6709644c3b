import { GoLink } from '../design/GoLink.tsx';
import { Icon } from '../design/Icon.tsx';
import { usePortal } from '../portal.ts';
import { appPageAddress, listAddress, type Route, reportAddress, settingsAddress } from '../route.ts';

/** The bar at the left: every kind of record the portal has, the reports, and the app's own pages. */
export function Nav({ route }: { route: Route }) {
  const { kinds, session } = usePortal();
  const current = route.kind === 'list' || route.kind === 'record' ? route.typeId : route.kind;
  const { user, portal } = session;
  return (
    <nav className="nav" aria-label="Portal">
      <GoLink to="/portal" className="nav__brand">
        <Icon name="sprocket" size={24} />
        <span>Sandbox portal</span>
      </GoLink>
      <ul>
        {kinds.map((kind) => (
          <NavItem
            key={kind.typeId}
            to={listAddress(kind.typeId)}
            icon={kind.icon}
            words={kind.plural}
            current={current === kind.typeId}
          />
        ))}
        <NavItem apart to={reportAddress()} icon="reports" words="Reports" current={current === 'report'} />
        <AppItems current={current} />
      </ul>
      <div className="nav__who">
        <span className="avatar avatar--small" aria-hidden="true">
          {user.firstName.slice(0, 1)}
          {user.lastName.slice(0, 1)}
        </span>
        <span>
          {user.firstName} {user.lastName}
          <small>Portal {portal.id}</small>
        </span>
      </div>
    </nav>
  );
}

function AppItems({ current }: { current: string }) {
  const { app, screens } = usePortal().session;
  return (
    <>
      {screens.some((screen) => screen.location !== 'settings') && (
        <NavItem
          apart
          to={appPageAddress(app.id, { to: '/' })}
          icon="home"
          words={app.name}
          current={current === 'app'}
        />
      )}
      {screens.some((screen) => screen.location === 'settings') && (
        <NavItem
          to={settingsAddress()}
          icon="settings"
          words="Settings"
          current={current === 'settings' || current === 'app-settings'}
        />
      )}
    </>
  );
}

function NavItem(props: { to: string; icon: string; words: string; current: boolean; apart?: boolean }) {
  return (
    <li className={props.apart ? 'nav__apart' : undefined}>
      <GoLink to={props.to} className="nav__link" current={props.current}>
        <Icon name={props.icon} size={18} />
        <span>{props.words}</span>
      </GoLink>
    </li>
  );
}

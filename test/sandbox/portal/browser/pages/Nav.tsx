import { GoLink } from '../design/GoLink.tsx';
import { Icon } from '../design/Icon.tsx';
import { usePortal } from '../portal.ts';
import { listAddress, type Route, reportAddress } from '../route.ts';

/** The bar at the left: every kind of record the portal has, and the reports. */
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
          <li key={kind.typeId}>
            <GoLink to={listAddress(kind.typeId)} className="nav__link" current={current === kind.typeId}>
              <Icon name={kind.icon} size={18} />
              <span>{kind.plural}</span>
            </GoLink>
          </li>
        ))}
        <li className="nav__apart">
          <GoLink to={reportAddress()} className="nav__link" current={current === 'report'}>
            <Icon name="reports" size={18} />
            <span>Reports</span>
          </GoLink>
        </li>
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

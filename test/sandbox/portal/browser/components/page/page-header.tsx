import type {
  PageHeaderLinkProps,
  PageHeaderPageLinkProps,
  PageHeaderPrimaryActionProps,
  PageHeaderProps,
  PageHeaderSecondaryActionsProps,
} from '@hubspot/ui-extensions/pages';
import { GoLink } from '../../design/GoLink.tsx';
import { usePortal } from '../../portal.ts';
import { appPageAddress } from '../../route.ts';
import { Link } from '../links.tsx';
import { useOverlayRegistry } from '../overlay-registry.ts';
import { plainEvent, reactionsOf } from '../reactions.ts';
import { usePageHead } from './page-head.ts';

/** Links that look like buttons at the right of the page's title; HubSpot folds the second ones into a menu. */
export function PageHeader(props: PageHeaderProps) {
  return usePageHead('actions', props.children);
}

export function PageHeaderPrimaryAction(props: PageHeaderPrimaryActionProps) {
  return <span className="page-action page-action--primary">{props.children}</span>;
}

export function PageHeaderSecondaryActions(props: PageHeaderSecondaryActionsProps) {
  return <span className="page-action">{props.children}</span>;
}

export function PageHeaderPageLink(props: PageHeaderPageLinkProps) {
  const { session } = usePortal();
  return <GoLink to={appPageAddress(session.app.id, props)}>{props.children}</GoLink>;
}

export function PageHeaderLink({ disabled, href, onClick, children }: PageHeaderLinkProps) {
  const overlays = useOverlayRegistry();
  if (href !== undefined && !disabled) {
    return (
      <Link href={href} {...(onClick && { onClick })}>
        {children}
      </Link>
    );
  }
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={(event) => void onClick?.(plainEvent(event), reactionsOf(overlays))}
    >
      {children}
    </button>
  );
}

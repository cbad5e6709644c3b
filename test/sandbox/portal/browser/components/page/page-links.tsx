import type {
  PageBreadcrumbsCurrentProps,
  PageBreadcrumbsPageLinkProps,
  PageBreadcrumbsProps,
  PageLinkProps,
  PageTitleProps,
} from '@hubspot/ui-extensions/pages';
import { GoLink } from '../../design/GoLink.tsx';
import { usePortal } from '../../portal.ts';
import { appPageAddress } from '../../route.ts';
import { usePageHead } from './page-head.ts';

export function PageLink(props: PageLinkProps) {
  const { session } = usePortal();
  return (
    <GoLink to={appPageAddress(session.app.id, props)} className="hs-link">
      {props.children}
    </GoLink>
  );
}

export function PageTitle(props: PageTitleProps) {
  return usePageHead('title', props.children);
}

export function PageBreadcrumbs(props: PageBreadcrumbsProps) {
  return usePageHead(
    'breadcrumbs',
    <nav aria-label="Breadcrumbs" className="breadcrumbs">
      {props.children}
    </nav>,
  );
}

export function PageBreadcrumbsPageLink(props: PageBreadcrumbsPageLinkProps) {
  const { session } = usePortal();
  return <GoLink to={appPageAddress(session.app.id, props)}>{props.children}</GoLink>;
}

export function PageBreadcrumbsCurrent(props: PageBreadcrumbsCurrentProps) {
  return <span aria-current="page">{props.children}</span>;
}

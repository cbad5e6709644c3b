import type { AlertProps, EmptyStateProps, ErrorStateProps, TooltipProps } from '@hubspot/ui-extensions';
import { useContext } from 'react';
import { AlertBox } from '../design/AlertBox.tsx';
import { Icon } from '../design/Icon.tsx';
import { openedByContext } from './overlay-registry.ts';

export function Alert(props: AlertProps) {
  const { title, variant = 'info', children } = props;
  return (
    <div data-testid={props.testId}>
      <AlertBox tone={variant === 'error' ? 'danger' : variant} title={title} live={false}>
        {children}
      </AlertBox>
    </div>
  );
}

const errorSigns = { error: 'exclamationCircle', support: 'comment', lock: 'locked' };

export function ErrorState(props: ErrorStateProps) {
  const { title = 'Something went wrong.', type = 'error', children } = props;
  return (
    <div className="hs-state hs-state--error" role="alert" data-testid={props.testId}>
      <span className="hs-state__sign">
        <Icon name={errorSigns[type]} size={28} />
      </span>
      <h3>{title}</h3>
      <div className="hs-state__text">{children}</div>
    </div>
  );
}

export function EmptyState(props: EmptyStateProps) {
  const {
    title = 'All is empty.',
    layout = 'horizontal',
    reverseOrder = false,
    flush = false,
    children,
  } = props;
  const look = [
    'hs-state',
    `hs-state--${layout}`,
    reverseOrder && 'hs-state--reversed',
    flush && 'hs-state--flush',
  ];
  return (
    <div className={look.filter(Boolean).join(' ')} data-testid={props.testId}>
      <span className="hs-state__sign" aria-hidden="true">
        <Icon name={props.imageName === 'companies' ? 'company' : 'customObject'} size={28} />
      </span>
      <div className="hs-state__words">
        <h3>{title}</h3>
        <div className="hs-state__text">{children}</div>
      </div>
    </div>
  );
}

/** Given as a control's `overlay`: shown while the pointer or the focus is on that control. */
export function Tooltip(props: TooltipProps) {
  const opener = useContext(openedByContext);
  if (opener === null || !opener.isPointedAt) return null;
  return (
    <span className="tooltip" role="tooltip" data-testid={props.testId}>
      {props.children}
    </span>
  );
}

import type {
  BaseButtonProps,
  ButtonProps,
  ButtonRowProps,
  LoadingButtonProps,
} from '@hubspot/ui-extensions';
import type { MouseEvent, ReactNode } from 'react';
import { Icon } from '../design/Icon.tsx';
import { followLink } from './follow-link.ts';
import { useOverlayRegistry } from './overlay-registry.ts';
import { plainEvent, reactionsOf } from './reactions.ts';
import { sizeOf } from './spacing.ts';
import { WithOverlay } from './WithOverlay.tsx';

export function Button(props: ButtonProps) {
  return (
    <WithOverlay overlay={props.overlay}>
      {(open) => (
        <PlainButton props={props} disabled={props.disabled} onPress={props.overlay ? open : undefined}>
          {props.children}
        </PlainButton>
      )}
    </WithOverlay>
  );
}

export function LoadingButton(props: LoadingButtonProps) {
  const { loading = false, resultIconName } = props;
  return (
    <WithOverlay overlay={props.overlay}>
      {(open) => (
        <PlainButton
          props={props}
          disabled={props.disabled || loading}
          busy={loading}
          onPress={props.overlay ? open : undefined}
        >
          {loading && <span className="spinner__ring spinner__ring--extra-small" aria-hidden="true" />}
          {!loading && resultIconName && <Icon name={resultIconName} />}
          {props.children}
          {loading && <span className="visually-hidden">Loading</span>}
        </PlainButton>
      )}
    </WithOverlay>
  );
}

function PlainButton(given: {
  props: BaseButtonProps;
  disabled: boolean | undefined;
  busy?: boolean;
  onPress: (() => void) | undefined;
  children: ReactNode;
}) {
  const { onClick, href, variant = 'secondary', type = 'button', size, truncate, testId } = given.props;
  const overlays = useOverlayRegistry();
  const press = (event: MouseEvent) => {
    if (href !== undefined) followLink(href);
    given.onPress?.();
    void onClick?.(plainEvent(event), reactionsOf(overlays));
  };
  return (
    <button
      type={type}
      className={`button button--${variant} button--${sizeOf(size)}${truncate ? ' hs-text--truncated' : ''}`}
      data-testid={testId}
      disabled={given.disabled}
      aria-busy={given.busy}
      role={href === undefined ? undefined : 'link'}
      onClick={press}
    >
      {given.children}
    </button>
  );
}

export function ButtonRow(props: ButtonRowProps) {
  return (
    <div className="hs-button-row" data-testid={props.testId}>
      {props.children}
    </div>
  );
}

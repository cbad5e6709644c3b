import type { StatusTagProps, TagProps } from '@hubspot/ui-extensions';
import { Icon } from '../design/Icon.tsx';
import { useOverlayRegistry } from './overlay-registry.ts';
import { plainEvent, reactionsOf } from './reactions.ts';
import { WithOverlay } from './WithOverlay.tsx';

export function Tag(props: TagProps) {
  const { variant = 'default', onClick, inline = false, overlay, testId } = props;
  const overlays = useOverlayRegistry();
  const className = `hs-tag hs-tag--${variant}${inline ? ' hs-tag--inline' : ''}`;
  if (onClick === undefined && !overlay) {
    return (
      <span className={className} data-testid={testId}>
        {props.children}
      </span>
    );
  }
  return (
    <WithOverlay overlay={overlay}>
      {(open) => (
        <button
          type="button"
          className={`${className} hs-tag--button`}
          data-testid={testId}
          onClick={(event) => {
            if (overlay) open();
            void onClick?.(plainEvent(event), reactionsOf(overlays));
          }}
        >
          {props.children}
        </button>
      )}
    </WithOverlay>
  );
}

export function StatusTag(props: StatusTagProps) {
  const { variant = 'default', hollow = false, onClick, showRemoveIcon, onRemoveClick } = props;
  const Body = onClick === undefined ? 'span' : 'button';
  return (
    <span className={`hs-status hs-status--${variant}`} data-testid={props.testId}>
      <span
        className={hollow ? 'hs-status__dot hs-status__dot--hollow' : 'hs-status__dot'}
        aria-hidden="true"
      />
      <Body className="hs-status__text" {...(onClick && { type: 'button', onClick: () => onClick() })}>
        {props.children}
      </Body>
      {showRemoveIcon && (
        <button
          type="button"
          className="hs-status__remove"
          onClick={() => onRemoveClick?.()}
          aria-label="Remove"
        >
          <Icon name="remove" size={10} />
        </button>
      )}
    </span>
  );
}

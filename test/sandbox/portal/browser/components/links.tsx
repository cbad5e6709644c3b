import type { ImageProps, LinkProps } from '@hubspot/ui-extensions';
import type { MouseEvent } from 'react';
import { followLink, linkTarget } from './follow-link.ts';
import { useOverlayRegistry } from './overlay-registry.ts';
import { plainEvent, reactionsOf } from './reactions.ts';
import { WithOverlay } from './WithOverlay.tsx';

export function Link(props: LinkProps) {
  const { href, onClick, preventDefault, variant = 'primary', testId } = props;
  const overlays = useOverlayRegistry();
  // A card's link without an address is a button with a link's looks.
  const target = href === undefined ? undefined : linkTarget(href);
  return (
    <WithOverlay overlay={props.overlay}>
      {(open) => {
        const press = (event: MouseEvent) => {
          if (preventDefault || props.overlay || target === undefined) event.preventDefault();
          if (props.overlay) open();
          void onClick?.(plainEvent(event), reactionsOf(overlays));
        };
        const className = `hs-link hs-link--${variant}`;
        if (target === undefined) {
          return (
            <button type="button" className={className} data-testid={testId} onClick={press}>
              {props.children}
            </button>
          );
        }
        const outside = target.outside && { target: '_blank', rel: 'noopener noreferrer' };
        return (
          <a className={className} data-testid={testId} href={target.url} onClick={press} {...outside}>
            {props.children}
            {target.outside && <span className="visually-hidden"> (opens in a new tab)</span>}
          </a>
        );
      }}
    </WithOverlay>
  );
}

export function Image(props: ImageProps) {
  const { src, alt = '', width, height, href, onClick, testId } = props;
  const overlays = useOverlayRegistry();
  const picture = <img src={src} alt={alt} width={width} height={height} className="hs-image" />;
  if (href === undefined && onClick === undefined && !props.overlay) {
    return <span data-testid={testId}>{picture}</span>;
  }
  return (
    <WithOverlay overlay={props.overlay}>
      {(open) => (
        <button
          type="button"
          className="hs-image-button"
          data-testid={testId}
          onClick={(event) => {
            if (href !== undefined) followLink(href);
            if (props.overlay) open();
            void onClick?.(plainEvent(event), reactionsOf(overlays));
          }}
        >
          {picture}
        </button>
      )}
    </WithOverlay>
  );
}

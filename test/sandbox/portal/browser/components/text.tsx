import type {
  HeadingProps,
  IconProps,
  IllustrationProps,
  ListProps,
  TextFormatOptions,
  TextProps,
} from '@hubspot/ui-extensions';
import { Children, type CSSProperties } from 'react';
import { Icon as LineIcon } from '../design/Icon.tsx';
import { sizeOf } from './spacing.ts';

export function Text(props: TextProps) {
  const { variant = 'bodytext', inline = false, format, truncate } = props;
  const Tag = inline ? 'span' : 'p';
  const cut = typeof truncate === 'object' ? truncate : undefined;
  return (
    <Tag
      className={`hs-text hs-text--${variant}${truncate ? ' hs-text--truncated' : ''}`}
      data-testid={props.testId}
      title={cut?.tooltipText}
      style={{ ...formatStyle(format), maxWidth: cut?.maxWidth }}
    >
      {props.children}
    </Tag>
  );
}

const weights = { regular: 400, demibold: 600, bold: 700 };
const lines = { none: 'none', underline: 'underline', strikethrough: 'line-through' };
const cases = {
  none: 'none',
  uppercase: 'uppercase',
  lowercase: 'lowercase',
  capitalize: 'capitalize',
} as const;

function formatStyle(format: TextFormatOptions | undefined): CSSProperties {
  if (format === undefined) return {};
  const { fontWeight, italic, lineDecoration, textTransform } = format;
  return {
    ...(fontWeight && { fontWeight: weights[fontWeight] }),
    ...(italic && { fontStyle: 'italic' }),
    ...(lineDecoration && { textDecoration: lines[lineDecoration] }),
    ...(textTransform && textTransform !== 'sentenceCase' && { textTransform: cases[textTransform] }),
  };
}

export function Heading(props: HeadingProps) {
  return (
    <h3
      className="hs-heading"
      data-testid={props.testId}
      style={props.inline ? { display: 'inline' } : undefined}
    >
      {props.children}
    </h3>
  );
}

const iconSizes = { 'extra-small': 12, small: 14, medium: 18, large: 24 };

export function Icon(props: IconProps) {
  const { name, size, color = 'inherit', screenReaderText } = props;
  return (
    <span className={`hs-icon hs-icon--${color}`} data-testid={props.testId} data-icon={name}>
      <LineIcon name={name} size={iconSizes[sizeOf(size)]} text={screenReaderText} />
    </span>
  );
}

export function List(props: ListProps) {
  const { variant = 'unordered' } = props;
  const Tag = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <Tag className={`hs-list hs-list--${variant}`} data-testid={props.testId}>
      {Children.map(props.children, (child) => (
        <li>{child}</li>
      ))}
    </Tag>
  );
}

/** HubSpot's drawings are its own; the sandbox draws a plain sign in their place. */
export function Illustration(props: IllustrationProps) {
  const { name, alt, width = 120, height = 90 } = props;
  return (
    <span
      className="hs-illustration"
      data-testid={props.testId}
      style={{ width, height }}
      role="img"
      aria-label={alt}
    >
      <LineIcon
        name={name.includes('error') ? 'warning' : 'customObject'}
        size={Math.min(width, height) / 2}
      />
    </span>
  );
}

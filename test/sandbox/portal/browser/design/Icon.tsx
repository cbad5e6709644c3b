import { iconPaths } from './icon-paths.ts';

/** A line icon; silent for screen readers unless it has a text. An unknown name is a plain dot. */
export function Icon(props: { name: string; size?: number; text?: string | undefined; className?: string }) {
  const { name, size = 16, text, className } = props;
  const path = iconPaths[name] ?? iconPaths.circleFilled;
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none', verticalAlign: '-0.15em' }}
      role={text === undefined ? 'presentation' : 'img'}
      aria-hidden={text === undefined}
      aria-label={text}
    >
      {text !== undefined && <title>{text}</title>}
      <path d={path} />
    </svg>
  );
}

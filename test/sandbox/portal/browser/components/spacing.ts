/** HubSpot's distances as pixels. */
const distances: Readonly<Record<string, number>> = {
  flush: 0,
  xs: 4,
  'extra-small': 4,
  sm: 8,
  small: 8,
  md: 16,
  medium: 16,
  lg: 24,
  large: 24,
  xl: 32,
  'extra-large': 32,
};

export function distancePx(name: string | undefined, otherwise: string): number {
  const px = distances[name ?? otherwise];
  if (px === undefined) throw new Error(`"${name}" is not a distance of HubSpot's components`);
  return px;
}

/** One of three sizes from HubSpot's two spellings. */
export function sizeOf(name: string | undefined): 'extra-small' | 'small' | 'medium' | 'large' {
  switch (name) {
    case 'xs':
    case 'extra-small':
      return 'extra-small';
    case 'sm':
    case 'small':
      return 'small';
    case 'lg':
    case 'large':
      return 'large';
    default:
      return 'medium';
  }
}

const alignments: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  center: 'center',
  baseline: 'baseline',
  stretch: 'stretch',
  around: 'space-around',
  between: 'space-between',
  auto: 'auto',
};

export function alignment(name: string | undefined): string | undefined {
  return name === undefined ? undefined : alignments[name];
}

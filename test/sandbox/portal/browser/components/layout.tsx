import type {
  AutoGridProps,
  BoxProps,
  CardProps,
  DividerProps,
  FlexProps,
  InlineProps,
  SpacerProps,
  StackProps,
  TileProps,
} from '@hubspot/ui-extensions';
import { alignment, distancePx } from './spacing.ts';

export function Flex(props: FlexProps) {
  const { direction = 'row', justify, align, alignSelf, gap, wrap } = props;
  return (
    <div
      // Things keep their width in a column, unless the card aligns them.
      className={direction === 'column' && align === undefined ? 'hs-flex hs-flex--stacked' : 'hs-flex'}
      data-testid={props.testId}
      style={{
        flexDirection: direction,
        justifyContent: alignment(justify),
        alignItems: alignment(align),
        alignSelf: alignment(alignSelf),
        gap: distancePx(gap, 'flush'),
        flexWrap: wrap === true || wrap === 'wrap' ? 'wrap' : 'nowrap',
      }}
    >
      {props.children}
    </div>
  );
}

const boxFlex: Readonly<Record<string, string>> = { initial: '0 1 auto', auto: '1 1 auto', none: '0 0 auto' };

export function Box(props: BoxProps) {
  const { alignSelf, flex = 'initial' } = props;
  return (
    <div
      className="hs-box"
      data-testid={props.testId}
      style={{
        alignSelf: alignment(alignSelf),
        flex: typeof flex === 'number' ? `${flex} 1 0` : boxFlex[flex],
      }}
    >
      {props.children}
    </div>
  );
}

export function AutoGrid(props: AutoGridProps) {
  const { columnWidth, gap, flexible = false } = props;
  const column = flexible ? `minmax(min(${columnWidth}px, 100%), 1fr)` : `min(${columnWidth}px, 100%)`;
  return (
    <div
      className="hs-grid"
      data-testid={props.testId}
      style={{ gridTemplateColumns: `repeat(auto-fit, ${column})`, gap: distancePx(gap, 'flush') }}
    >
      {props.children}
    </div>
  );
}

export function Inline(props: InlineProps) {
  const { justify, align = 'center', gap } = props;
  return (
    <div
      className="hs-flex"
      data-testid={props.testId}
      style={{
        flexWrap: 'wrap',
        justifyContent: alignment(justify),
        alignItems: alignment(align),
        gap: distancePx(gap, 'small'),
      }}
    >
      {props.children}
    </div>
  );
}

export function Stack(props: StackProps) {
  const { direction = 'column', distance, align, justify, width } = props;
  return (
    <div
      className="hs-flex"
      data-testid={props.testId}
      style={{
        flexDirection: direction,
        gap: distancePx(distance, 'small'),
        alignItems: alignment(align),
        justifyContent: alignment(justify),
        width,
      }}
    >
      {props.children}
    </div>
  );
}

export function Spacer(props: SpacerProps) {
  return <div data-testid={props.testId} style={{ height: distancePx(props.size, 'small') }} />;
}

export function Divider(props: DividerProps) {
  const space = distancePx(props.distance, 'small');
  return <hr className="hs-divider" data-testid={props.testId} style={{ marginBlock: space }} />;
}

export function Tile(props: TileProps) {
  const padding = props.flush ? 0 : distancePx(props.compact ? 'small' : 'medium', 'medium');
  return (
    <div className="hs-tile" data-testid={props.testId} style={{ padding }}>
      {props.children}
    </div>
  );
}

export function Card(props: CardProps) {
  return (
    <div className="hs-tile hs-tile--raised" data-testid={props.testId}>
      {props.children}
    </div>
  );
}

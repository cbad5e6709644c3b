import type {
  DescriptionListItemProps,
  DescriptionListProps,
  StatisticsItemProps,
  StatisticsProps,
  StatisticsTrendProps,
} from '@hubspot/ui-extensions';

export function Statistics(props: StatisticsProps) {
  return (
    <div className="hs-statistics" data-testid={props.testId}>
      {props.children}
    </div>
  );
}

export function StatisticsItem(props: StatisticsItemProps) {
  return (
    <div className="hs-statistics__item" data-testid={props.testId} id={props.id}>
      <span className="hs-statistics__label">{props.label}</span>
      <span className="hs-statistics__number">{props.number}</span>
      {props.children}
    </div>
  );
}

export function StatisticsTrend(props: StatisticsTrendProps) {
  const { direction, value, color = direction === 'increase' ? 'green' : 'red' } = props;
  return (
    <span className={`hs-statistics__trend hs-statistics__trend--${color}`} data-testid={props.testId}>
      <span aria-hidden="true">{direction === 'increase' ? '▲' : '▼'}</span>
      <span className="visually-hidden">{direction === 'increase' ? 'up' : 'down'}</span> {value}
    </span>
  );
}

export function DescriptionList(props: DescriptionListProps) {
  return (
    <dl
      className={`hs-description hs-description--${props.direction ?? 'column'}`}
      data-testid={props.testId}
    >
      {props.children}
    </dl>
  );
}

export function DescriptionListItem(props: DescriptionListItemProps) {
  return (
    <div data-testid={props.testId}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

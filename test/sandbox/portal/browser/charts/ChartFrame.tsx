import type { ChartProps } from '@hubspot/ui-extensions';
import { type ReactNode, useId } from 'react';
import { type ChartData, chartDataOf, formatNumber } from './series.ts';

/** Where the plot lies in the drawing, in its own units. */
export const plot = { width: 680, height: 280, left: 64, right: 12, top: 16, bottom: 44 };
export const plotWidth = plot.width - plot.left - plot.right;
export const plotHeight = plot.height - plot.top - plot.bottom;

/** Height on the drawing of a value of the y axis. */
export function yOf(chart: ChartData, value: number): number {
  const top = chart.ticks.at(-1) ?? 1;
  return plot.top + plotHeight * (1 - value / top);
}

/** Axes, legend and title around a chart, and the same numbers as a table for who cannot see it. */
export function ChartFrame(props: ChartProps & { children: (chart: ChartData) => ReactNode }) {
  const chart = chartDataOf(props);
  const titleId = useId();
  const { title, showLegend = true } = props.options ?? {};
  const named = chart.series.filter((series) => series.name !== '');
  return (
    <figure className="hs-chart" data-testid={props.testId} aria-labelledby={title && titleId}>
      {title && (
        <figcaption id={titleId} className="hs-chart__title">
          {title}
        </figcaption>
      )}
      <svg viewBox={`0 0 ${plot.width} ${plot.height}`} aria-hidden="true">
        <YAxis chart={chart} label={props.axes.y.label} />
        {props.children(chart)}
        <XAxis chart={chart} />
      </svg>
      {showLegend && named.length > 0 && (
        <ul className="hs-chart__legend" aria-hidden="true">
          {named.map((series) => (
            <li key={series.name}>
              <svg width="10" height="10" aria-hidden="true">
                <rect width="10" height="10" rx="2" fill={series.colour} />
              </svg>
              {series.name}
            </li>
          ))}
        </ul>
      )}
      <ChartTable chart={chart} xLabel={props.axes.x.label} yLabel={props.axes.y.label} />
    </figure>
  );
}

function YAxis({ chart, label }: { chart: ChartData; label: string | undefined }) {
  return (
    <g>
      {label && (
        <text className="hs-chart__axis" x={plot.left} y={10}>
          {label}
        </text>
      )}
      {chart.ticks.map((tick) => (
        <g key={tick}>
          <line
            className="hs-chart__line"
            x1={plot.left}
            x2={plot.width - plot.right}
            y1={yOf(chart, tick)}
            y2={yOf(chart, tick)}
          />
          <text className="hs-chart__axis" x={plot.left - 8} y={yOf(chart, tick) + 4} textAnchor="end">
            {tick.toLocaleString('en', { notation: 'compact' })}
          </text>
        </g>
      ))}
    </g>
  );
}

function XAxis({ chart }: { chart: ChartData }) {
  const band = plotWidth / Math.max(1, chart.categories.length);
  const longest = Math.max(4, Math.floor(band / 6.5));
  return (
    <g>
      {chart.categories.map((category, index) => (
        <text
          key={category}
          className="hs-chart__axis"
          x={plot.left + band * (index + 0.5)}
          y={plot.height - plot.bottom + 20}
          textAnchor="middle"
        >
          {category.length > longest ? `${category.slice(0, longest - 1)}…` : category}
        </text>
      ))}
    </g>
  );
}

function ChartTable(props: { chart: ChartData; xLabel: string | undefined; yLabel: string | undefined }) {
  const { chart, xLabel = 'Group', yLabel = 'Value' } = props;
  return (
    <table className="visually-hidden">
      <thead>
        <tr>
          <th scope="col">{xLabel}</th>
          {chart.series.map((series) => (
            <th scope="col" key={series.name}>
              {series.name || yLabel}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {chart.categories.map((category, index) => (
          <tr key={category}>
            <th scope="row">{category}</th>
            {chart.series.map((series) => (
              <td key={series.name}>{formatNumber(series.values[index] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

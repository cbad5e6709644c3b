import type { BarChartProps } from '@hubspot/ui-extensions';
import { ChartFrame, plot, plotWidth, yOf } from './ChartFrame.tsx';
import { type ChartData, formatNumber } from './series.ts';

export function BarChart(props: BarChartProps) {
  const { showDataLabels = false, showTooltips = true } = props.options ?? {};
  return (
    <ChartFrame {...props}>
      {(chart) =>
        barsOf(chart)
          .filter(isDrawn)
          .map((bar) => (
            <g key={bar.key}>
              <rect x={bar.x} y={bar.y} width={bar.width} height={bar.height} rx="2" fill={bar.colour}>
                {showTooltips && <title>{bar.text}</title>}
              </rect>
              {showDataLabels && (
                <text className="hs-chart__value" x={bar.x + bar.width / 2} y={bar.y - 5} textAnchor="middle">
                  {formatNumber(bar.value)}
                </text>
              )}
            </g>
          ))
      }
    </ChartFrame>
  );
}

type Bar = {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
  colour: string;
  value: number;
  text: string;
};

function isDrawn(bar: Bar): boolean {
  return bar.value !== 0;
}

function barsOf(chart: ChartData): readonly Bar[] {
  const band = plotWidth / Math.max(1, chart.categories.length);
  const beside = chart.stacked ? 1 : chart.series.length;
  const width = Math.min(56, (band * 0.7) / Math.max(1, beside));
  return chart.categories.flatMap((category, at) => {
    const left = plot.left + band * (at + 0.5) - (width * beside) / 2;
    let below = 0;
    return chart.series.map((series, index) => {
      const value = series.values[at] ?? 0;
      const from = chart.stacked ? below : 0;
      below += value;
      const y = yOf(chart, from + Math.max(0, value));
      return {
        key: `${category}/${series.name}`,
        x: chart.stacked ? left : left + index * width,
        y,
        width: Math.max(2, width - 2),
        height: Math.max(0, yOf(chart, from) - y),
        colour: series.colour,
        value,
        text: `${category}${series.name && `, ${series.name}`}: ${formatNumber(value)}`,
      };
    });
  });
}

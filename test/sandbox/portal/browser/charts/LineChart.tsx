import type { LineChartProps } from '@hubspot/ui-extensions';
import { ChartFrame, plot, plotWidth, yOf } from './ChartFrame.tsx';
import { type ChartData, formatNumber, type Series } from './series.ts';

export function LineChart(props: LineChartProps) {
  const { showDataLabels = false } = props.options ?? {};
  return (
    <ChartFrame {...props}>
      {(chart) =>
        chart.series.map((series) => (
          <g key={series.name}>
            <polyline
              points={pointsOf(chart, series)
                .map((point) => `${point.x},${point.y}`)
                .join(' ')}
              fill="none"
              stroke={series.colour}
              strokeWidth="2.5"
              strokeLinejoin="round"
            />
            {pointsOf(chart, series).map((point) => (
              <g key={point.category}>
                <circle cx={point.x} cy={point.y} r="3.5" fill={series.colour}>
                  <title>{`${point.category}: ${formatNumber(point.value)}`}</title>
                </circle>
                {showDataLabels && (
                  <text className="hs-chart__value" x={point.x} y={point.y - 8} textAnchor="middle">
                    {formatNumber(point.value)}
                  </text>
                )}
              </g>
            ))}
          </g>
        ))
      }
    </ChartFrame>
  );
}

function pointsOf(chart: ChartData, series: Series) {
  const band = plotWidth / Math.max(1, chart.categories.length);
  return chart.categories.map((category, index) => {
    const value = series.values[index] ?? 0;
    return { category, value, x: plot.left + band * (index + 0.5), y: yOf(chart, Math.max(0, value)) };
  });
}

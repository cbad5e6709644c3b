import { describe, expect, test } from '@jest/globals';
import { chartDataOf } from '../sandbox/portal/browser/charts/series.ts';

describe('a chart’s data', () => {
  test('is grouped by category and colour, with round lines up to the highest stack', () => {
    const data = [
      { month: 'Jan', partner: 'a', amount: 12 },
      { month: 'Jan', partner: 'b', amount: 30 },
      { month: 'Feb', partner: 'b', amount: 5 },
    ];
    const chart = chartDataOf({
      data: { data, options: { propertyLabels: { partner: { a: 'Acme', b: 'Beta' } } } },
      axes: {
        x: { field: 'month', fieldType: 'category' },
        y: { field: 'amount', fieldType: 'linear' },
        options: { groupFieldByColor: 'partner', stacking: true, colors: { Beta: 'darkBlue' } },
      },
    });
    expect(chart).toEqual({
      categories: ['Jan', 'Feb'],
      stacked: true,
      series: [
        { name: 'Acme', colour: '#fb8b6a', values: [12, 0] },
        { name: 'Beta', colour: '#2b6ca3', values: [30, 5] },
      ],
      ticks: [0, 20, 40, 60],
    });
  });
});

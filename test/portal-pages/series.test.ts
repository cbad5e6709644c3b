import { describe, expect, test } from '@jest/globals';
import { chartDataOf } from '../sandbox/portal/browser/charts/series.ts';
import { parseRoute } from '../sandbox/portal/browser/route.ts';

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

describe('an address of the portal', () => {
  test.each([
    ['/portal', { kind: 'list', typeId: '0-2', query: '', page: 1 }],
    ['/portal/objects/2-7?q=acme&page=3', { kind: 'list', typeId: '2-7', query: 'acme', page: 3 }],
    ['/portal/objects/0-3?page=-1', { kind: 'list', typeId: '0-3', query: '', page: 1 }],
    ['/portal/record/0-3/55', { kind: 'record', typeId: '0-3', id: '55' }],
    ['/portal/record/0-3', { kind: 'unknown' }],
  ])('%s is a place', (address, route) => {
    expect(parseRoute(address)).toEqual(route);
  });
});

import { describe, expect, test } from '@jest/globals';
import { appPageAddress, boardAddress, parseRoute } from '../sandbox/portal/browser/route.ts';

const table = (page: number) => ({ kind: 'table', page });
const board = (pipelineId?: string) => ({ kind: 'board', pipelineId });

describe('an address of the portal', () => {
  test.each([
    ['/portal', { kind: 'list', typeId: '0-2', query: '', view: table(1) }],
    ['/portal/objects/2-7?q=acme&page=3', { kind: 'list', typeId: '2-7', query: 'acme', view: table(3) }],
    ['/portal/objects/0-3?page=-1', { kind: 'list', typeId: '0-3', query: '', view: table(1) }],
    ['/portal/objects/0-3?view=board', { kind: 'list', typeId: '0-3', query: '', view: board() }],
    [boardAddress('0-3', 'a b', '87'), { kind: 'list', typeId: '0-3', query: 'a b', view: board('87') }],
    ['/portal/record/0-3/55', { kind: 'record', typeId: '0-3', id: '55' }],
    ['/portal/record/0-3', { kind: 'unknown' }],
    ['/portal/app/2001', { kind: 'app', appId: '2001', location: { path: '/', params: {} } }],
    ['/portal/settings/connected-apps', { kind: 'settings' }],
    ['/portal/settings/connected-apps/2001', { kind: 'app-settings', appId: '2001' }],
  ])('%s is a place', (address, route) => {
    expect(parseRoute(address)).toEqual(route);
  });

  test('of an app’s page has the page’s parameters in its path, and the others in its query', () => {
    const address = appPageAddress(2001, { to: '/partners/:id/log', params: { id: 'a/b', tab: 'won' } });
    expect(address).toBe('/portal/app/2001/partners/a%2Fb/log?tab=won');
    expect(parseRoute(address)).toEqual({
      kind: 'app',
      appId: '2001',
      location: { path: '/partners/a%2Fb/log', params: { tab: 'won' } },
    });
  });
});

import type { PageLocation } from './card/page-location.ts';

/** How a list is shown: rows of a table by 25, or a pipeline's stages as columns. */
export type ListView =
  | { readonly kind: 'table'; readonly page: number }
  /** Without an id, the first pipeline. */
  | { readonly kind: 'board'; readonly pipelineId: string | undefined };

/** Where in the portal a person is. */
export type Route =
  | { readonly kind: 'list'; readonly typeId: string; readonly query: string; readonly view: ListView }
  | { readonly kind: 'record'; readonly typeId: string; readonly id: string }
  | { readonly kind: 'report'; readonly settings: URLSearchParams }
  | { readonly kind: 'app'; readonly appId: string; readonly location: PageLocation }
  | { readonly kind: 'settings' }
  | { readonly kind: 'app-settings'; readonly appId: string }
  | { readonly kind: 'unknown' };

const companies: Route = { kind: 'list', typeId: '0-2', query: '', view: { kind: 'table', page: 1 } };

export function parseRoute(address: string): Route {
  const url = new URL(address, 'http://portal');
  const [, , place, first, second] = url.pathname.split('/');
  switch (place) {
    case undefined:
    case '':
      return companies;
    case 'objects':
      if (!first) return { kind: 'unknown' };
      return {
        kind: 'list',
        typeId: first,
        query: url.searchParams.get('q') ?? '',
        view: parseListView(url.searchParams),
      };
    case 'record':
      return first && second ? { kind: 'record', typeId: first, id: second } : { kind: 'unknown' };
    case 'reports':
      return { kind: 'report', settings: url.searchParams };
    case 'app':
      return first ? { kind: 'app', appId: first, location: pageLocation(url) } : { kind: 'unknown' };
    case 'settings':
      return second ? { kind: 'app-settings', appId: second } : { kind: 'settings' };
    default:
      return { kind: 'unknown' };
  }
}

function parseListView(search: URLSearchParams): ListView {
  if (search.get('view') === 'board') {
    return { kind: 'board', pipelineId: search.get('pipeline') ?? undefined };
  }
  const page = Number(search.get('page') ?? 1);
  return { kind: 'table', page: Number.isInteger(page) && page > 0 ? page : 1 };
}

/** The part of the address that belongs to the app: `/portal/app/2001/docs?a=b` is `/docs` with `a`. */
function pageLocation(url: URL): PageLocation {
  const path = `/${url.pathname.split('/').slice(4).join('/')}`;
  return { path, params: Object.fromEntries(url.searchParams) };
}

export function listAddress(typeId: string, query = '', page = 1): string {
  return withSearch(`/portal/objects/${typeId}`, {
    ...(query && { q: query }),
    ...(page > 1 && { page: String(page) }),
  });
}

export function boardAddress(typeId: string, query = '', pipelineId = ''): string {
  return withSearch(`/portal/objects/${typeId}`, {
    ...(query && { q: query }),
    view: 'board',
    ...(pipelineId && { pipeline: pipelineId }),
  });
}

export function recordAddress(typeId: string, id: string | number): string {
  return `/portal/record/${typeId}/${id}`;
}

export function reportAddress(settings: Readonly<Record<string, string>> = {}): string {
  return withSearch('/portal/reports', settings);
}

/** A page of the app as its links name it: `:name` in `to` is filled in, other parameters go into the query. */
export type AppPage = { readonly to: string; readonly params?: Readonly<Record<string, string>> | undefined };

export function appPageAddress(appId: number, { to, params = {} }: AppPage): string {
  const used = new Set<string>();
  const path = to.replaceAll(/:(\w+)/g, (token, name: string) => {
    const value = params[name];
    if (value === undefined) return token;
    used.add(name);
    return encodeURIComponent(value);
  });
  const rest = Object.entries(params).filter(([name]) => !used.has(name));
  return withSearch(`/portal/app/${appId}${path === '/' ? '' : path}`, Object.fromEntries(rest));
}

export function settingsAddress(appId?: number): string {
  return `/portal/settings/connected-apps${appId === undefined ? '' : `/${appId}`}`;
}

function withSearch(path: string, values: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(values);
  return search.size > 0 ? `${path}?${search}` : path;
}

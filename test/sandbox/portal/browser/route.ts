/** Where in the portal a person is. */
export type Route =
  | { readonly kind: 'list'; readonly typeId: string; readonly query: string; readonly page: number }
  | { readonly kind: 'record'; readonly typeId: string; readonly id: string }
  | { readonly kind: 'report'; readonly settings: URLSearchParams }
  | { readonly kind: 'unknown' };

const companies: Route = { kind: 'list', typeId: '0-2', query: '', page: 1 };

export function parseRoute(address: string): Route {
  const url = new URL(address, 'http://portal');
  const [, , place, typeId, id] = url.pathname.split('/');
  if (place === undefined || place === '') return companies;
  if (place === 'objects' && typeId) {
    const page = Number(url.searchParams.get('page') ?? 1);
    return {
      kind: 'list',
      typeId,
      query: url.searchParams.get('q') ?? '',
      page: Number.isInteger(page) && page > 0 ? page : 1,
    };
  }
  if (place === 'record' && typeId && id) return { kind: 'record', typeId, id };
  if (place === 'reports') return { kind: 'report', settings: url.searchParams };
  return { kind: 'unknown' };
}

export function listAddress(typeId: string, query = '', page = 1): string {
  const search = new URLSearchParams({ ...(query && { q: query }), ...(page > 1 && { page: String(page) }) });
  return `/portal/objects/${typeId}${search.size > 0 ? `?${search}` : ''}`;
}

export function recordAddress(typeId: string, id: string | number): string {
  return `/portal/record/${typeId}/${id}`;
}

export function reportAddress(settings: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(settings);
  return `/portal/reports${search.size > 0 ? `?${search}` : ''}`;
}

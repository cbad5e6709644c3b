export { createPortalPages } from './pages.ts';
export type { PortalPages, PortalPagesInput } from './portal-input.ts';

export { portalPages, recordPages, type PortalOptions } from './portal-pages.ts';

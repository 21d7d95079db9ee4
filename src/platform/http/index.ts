export * from './app.ts';
export * from './assets.ts';
export * from './env.ts';
export * from './epoch.ts';
export * from './if-match.ts';
export * from './page-cache.ts';
export * from './portal-routes.ts';
export * from './problem.ts';
export { rateLimit, securityHeaders } from './security.ts';

export { filingsApi } from './api/filings-api.ts';
export { inboxApi } from './api/inbox-api.ts';
export { intakeApi } from './api/intake-api.ts';
export { watchedLogs } from './db/inbox-reader.ts';
export { loadFilingKey } from './http/filing-key.ts';
export { schemaRoutes } from './http/schema-routes.ts';
export type { FilingKeys } from './use-cases/shared.ts';
export { filingLoops } from './worker/filing-loops.ts';

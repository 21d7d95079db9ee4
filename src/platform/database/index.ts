export * from './types.ts';
export * from './transact.ts';
export * from './connect.ts';
export * from './migrate.ts';
export * from './locks.ts';
export * from './roles.ts';
export * from './embedded.ts';
export type { DB, Json, JsonValue } from './schema.generated.ts';

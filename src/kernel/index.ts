export * from './result.ts';
export * from './ids.ts';
export * from './random-ids.ts';
export * from './seeded-ids.ts';
export * from './clock.ts';
export * from './legal-day.ts';

export * from './messages.ts';
export * from './format.ts';
export * from './chinese-runs.ts';

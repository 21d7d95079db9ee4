export * from './crypto.ts';
export * from './run-verify.ts';
export * from './source.ts';

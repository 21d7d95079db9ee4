export * from './messages.ts';
export * from './format.ts';

export * from './domain/actor.ts';
export * from './domain/policy.ts';

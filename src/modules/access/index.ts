export { actorRef } from './actor-ref.ts';
export * from './domain/actor.ts';
export * from './domain/policy.ts';

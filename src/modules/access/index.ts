export { actorRef } from './actor-ref.ts';
export * from './domain/actor.ts';
export * from './domain/policy.ts';
export { accessApi } from './api/access-api.ts';
export { actorOf, requireStaff, staffSession, useCaseOf } from './api/staff-session.ts';
export { createAccount, type AccountRefusal, type CreateAccountInput } from './use-cases/accounts.ts';
export { actorOfSession, login, logout, type LoggedIn, type LoginInput } from './use-cases/login.ts';
export { createToken, actorOfToken, type CreateTokenInput } from './use-cases/tokens.ts';

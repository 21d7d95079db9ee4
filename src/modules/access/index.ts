export { actorRef } from './actor-ref.ts';
export { recorderOf } from './record-act.ts';
export * from './domain/actor.ts';
export * from './domain/policy.ts';
export { TOKEN_SCOPES, type TokenScope } from './domain/scopes.ts';
export { accessApi } from './api/access-api.ts';
export { staffRoutes } from './api/staff-routes.ts';
export { actorOf, requireStaff, staffSession, useCaseOf } from './api/staff-session.ts';
export { findAccount, listAccounts, listTokens } from './db/accounts-reader.ts';
export { changePassword, resetPassword } from './use-cases/change-password.ts';
export { loadStaffActor } from './db/actor-reader.ts';
export { createAccount, type AccountRefusal, type CreateAccountInput } from './use-cases/create-account.ts';
export { disableAccount } from './use-cases/disable-account.ts';
export { grantRole, revokeRole } from './use-cases/grant-role.ts';
export { login, type LoggedIn, type LoginInput } from './use-cases/login.ts';
export { resetTotp } from './use-cases/second-factor.ts';
export { actorOfSession, logout } from './use-cases/sessions.ts';
export { accessLoops } from './use-cases/sweep-access.ts';
export {
  actorOfToken,
  createToken,
  revokeToken,
  type CreatedToken,
  type CreateTokenInput,
} from './use-cases/tokens.ts';

/** Why nobody was logged in. An unknown or disabled account answers as a wrong password does. */
export type LoginRefusal =
  | { readonly code: 'access/wrong-credentials' }
  | { readonly code: 'access/totp-required' }
  | { readonly code: 'access/totp-wrong' }
  | Wait;
export type Wait = { readonly code: 'access/wait'; readonly seconds: number };
export type Forbidden = { readonly code: 'access/forbidden' };
export type NoAccount = { readonly code: 'access/no-account' };

export const wrongCredentials = () => ({ code: 'access/wrong-credentials' }) as const;
export const totpRequired = () => ({ code: 'access/totp-required' }) as const;
export const totpWrong = () => ({ code: 'access/totp-wrong' }) as const;
export const totpAlready = () => ({ code: 'access/totp-already' }) as const;
export const totpNotStarted = () => ({ code: 'access/totp-not-started' }) as const;
export const wait = (seconds: number): Wait => ({ code: 'access/wait', seconds });
export const forbidden = (): Forbidden => ({ code: 'access/forbidden' });
export const noAccount = (): NoAccount => ({ code: 'access/no-account' });
export const noToken = () => ({ code: 'access/no-token' }) as const;
export const noGrant = () => ({ code: 'access/no-grant' }) as const;
export const demoInProduction = () => ({ code: 'access/demo-in-production' }) as const;
/** The account name belongs to somebody else, or this person already has an account. */
export const accountTaken = () => ({ code: 'access/account-taken' }) as const;
export const officeUnknown = () => ({ code: 'access/office-unknown' }) as const;
/** The person would both act and supervise (requirement A3). */
export const rolesNotTogether = () => ({ code: 'access/roles-not-together' }) as const;

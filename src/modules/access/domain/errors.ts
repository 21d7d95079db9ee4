export type LoginRefusal =
  | { readonly code: 'access/wrong-credentials' }
  | { readonly code: 'access/totp-required' }
  | { readonly code: 'access/totp-wrong' }
  | { readonly code: 'access/wait'; readonly seconds: number };

export const wrongCredentials = (): LoginRefusal => ({ code: 'access/wrong-credentials' });
export const totpRequired = (): LoginRefusal => ({ code: 'access/totp-required' });
export const totpWrong = (): LoginRefusal => ({ code: 'access/totp-wrong' });
export const wait = (seconds: number): LoginRefusal => ({ code: 'access/wait', seconds });

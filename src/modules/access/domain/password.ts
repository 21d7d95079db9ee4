/** Refusals of a new password, by code; the length rule follows NIST SP 800-63B §5.1.1: long, no composition rules. */
export type PasswordRefusal =
  | { readonly code: 'access/password-too-short'; readonly min: number }
  | { readonly code: 'access/password-too-long'; readonly max: number }
  | { readonly code: 'access/password-common' };

const MIN = 10;
const MAX = 256;
const COMMON = new Set([
  '1234567890',
  'password123',
  'qwertyuiop',
  '0123456789',
  'aaaaaaaaaa',
  'chengming123',
]);

export function refusePassword(password: string): PasswordRefusal | undefined {
  if (Array.from(password).length < MIN) return { code: 'access/password-too-short', min: MIN };
  if (password.length > MAX) return { code: 'access/password-too-long', max: MAX };
  if (COMMON.has(password.toLowerCase())) return { code: 'access/password-common' };
  return undefined;
}

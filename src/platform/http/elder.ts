export const ELDER_COOKIE = 'elder';

/** Whether the reader has switched large print on. */
export function isElder(cookies: string | undefined): boolean {
  return cookies !== undefined && /(?:^|;)\s*elder=1\s*(?:;|$)/.test(cookies);
}

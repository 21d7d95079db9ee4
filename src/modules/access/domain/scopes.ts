/** What a token may do of what its person may do. */
export const TOKEN_SCOPES = ['read', 'write'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export function scopeAllows(scopes: readonly TokenScope[], method: string): boolean {
  return scopes.includes(SAFE.has(method) ? 'read' : 'write');
}

import type { Result } from '#kernel';

/** In the demonstration a refusal is a bug. */
export function must<T>(result: Result<T, { readonly code: string }>): T {
  if (result.ok) return result.value;
  throw new Error(`the demonstration was refused: ${JSON.stringify(result.error)}`);
}

import { Problem } from '#platform/http';

/** Parts of route descriptions that repeat. */
export const json = <T>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

export const none = (description: string) => ({ description });

const PROBLEMS = {
  401: 'Not logged in, or wrong credentials',
  403: 'Not allowed',
  404: 'Not there',
  409: 'Another change was faster',
  422: 'Refused fields',
  429: 'Wait',
} as const;

type Described<S extends number> = { [K in S]: { description: string } };

/**
 * Problem documents a route may answer with. Typed without their content, since `problem` answers a plain `Response`.
 */
export function problems<S extends keyof typeof PROBLEMS>(...statuses: readonly S[]): Described<S> {
  const described = statuses.map((status) => [
    status,
    { description: PROBLEMS[status], content: { 'application/problem+json': { schema: Problem } } },
  ]);
  return unsafeDescribed(Object.fromEntries(described));
}

/** `Object.fromEntries` forgets which keys it was given. */
function unsafeDescribed<S extends number>(entries: unknown): Described<S> {
  return entries as Described<S>;
}

export const PRIVATE = { 'cache-control': 'private, no-store' };

import { OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv } from './env.ts';
import { fieldProblems, problem, Problem } from './problem.ts';

/** A JSON API whose requests are refused by field with 422 before any handler sees them. */
export function createApi(): OpenAPIHono<HttpEnv> {
  return new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : problem(c, 422, 'http/invalid', { fields: fieldProblems(result.error) }),
  });
}

/** The JSON body of a request. `required`: else a request without any body would reach the handler as `{}`. */
export const bodyOf = <T>(schema: T, description: string) => ({
  required: true,
  ...jsonOf(schema, description),
});

/** The JSON body of an answer. */
export const jsonOf = <T>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

const PROBLEMS = {
  401: 'Not logged in, or wrong credentials',
  403: 'Not allowed',
  404: 'Not there',
  409: 'Another change was faster',
  412: 'If-Match names an older version',
  413: 'Too large',
  422: 'Refused fields',
  428: 'If-Match is missing',
  429: 'Wait',
} as const;

type Described<S extends number> = { [K in S]: { description: string } };

/** Problem documents a route may answer with. Typed without content, since `problem` answers a plain `Response`. */
export function problemsOf<S extends keyof typeof PROBLEMS>(...statuses: readonly S[]): Described<S> {
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

/** Header of answers that are for one person. */
export const PRIVATE = { 'cache-control': 'private, no-store' };

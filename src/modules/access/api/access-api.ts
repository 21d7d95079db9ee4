import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppContext } from '#platform/context';
import { fieldProblems, problem, type HttpEnv } from '#platform/http';
import { accountRoutes } from './accounts-api.ts';
import { credentialRoutes } from './credentials-api.ts';
import { sessionRoutes } from './session-api.ts';

/** `/session`, `/me`, `/accounts` under `/api/v1`. */
export function accessApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : problem(c, 422, 'http/invalid', { fields: fieldProblems(result.error) }),
  });
  sessionRoutes(app, ctx);
  credentialRoutes(app, ctx);
  accountRoutes(app, ctx);
  return app;
}

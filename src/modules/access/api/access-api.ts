import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppContext } from '#platform/context';
import { createApi, type HttpEnv } from '#platform/http';
import { accountRoutes } from './accounts-api.ts';
import { credentialRoutes } from './credentials-api.ts';
import { sessionRoutes } from './session-api.ts';

/** `/session`, `/me`, `/accounts` under `/api/v1`. */
export function accessApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  sessionRoutes(app, ctx);
  credentialRoutes(app, ctx);
  accountRoutes(app, ctx);
  return app;
}

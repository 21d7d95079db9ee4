import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppContext } from '#platform/context';
import { createApi, type HttpEnv } from '#platform/http';
import { agencyRoutes } from './agencies-api.ts';
import { assignmentRoutes } from './assignments-api.ts';
import { partRoutes } from './parts-api.ts';

/** `/agencies` under `/api/v1`. */
export function organisationApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  agencyRoutes(app, ctx);
  partRoutes(app, ctx);
  assignmentRoutes(app, ctx);
  return app;
}

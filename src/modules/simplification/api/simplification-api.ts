import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { staffRoutes } from '#modules/access';
import type { AppContext } from '#platform/context';
import { createApi, jsonOf, langOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import { Elsewhere, Handled } from '../contract/index.ts';
import { readElsewhere } from '../use-cases/read-elsewhere.ts';
import { readHandled } from '../use-cases/read-handled.ts';
import { refuse } from './refuse.ts';

const run = staffRoutes(refuse);
const tags = ['simplification'];
const Version = z.object({ versionId: z.uuid() });

/** What a version asks, beside the same item elsewhere (C8). */
export function simplificationApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/power-versions/{versionId}/elsewhere',
      tags,
      summary: 'The same item elsewhere: here, on file from below, in the reference list',
      request: { params: Version },
      responses: { 200: jsonOf(Elsewhere, 'Side by side'), ...problemsOf(401, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readElsewhere(use, actor, { agencyId: actor.agencyId, ...c.req.valid('param') }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/power-versions/{versionId}/handling',
      tags,
      summary: 'How the closed cases of a version went, and what that suggests',
      request: { params: Version },
      responses: { 200: jsonOf(Handled, 'By step and material'), ...problemsOf(401, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          readHandled(use, actor, { agencyId: actor.agencyId, lang: langOf(c), ...c.req.valid('param') }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  return app;
}

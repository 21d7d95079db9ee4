import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import { Bodies, BodyFields, ROUTE_KINDS, RouteRequest, Saved } from '../contract/index.ts';
import { readBodies } from '../use-cases/read-meeting.ts';
import { saveBody, setRoute } from '../use-cases/save-body.ts';
import { done, edit, Id, run, tags } from './routes.ts';

/** Bodies, and what needs their resolution. */
export function bodyRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/deliberative-bodies',
      tags,
      summary: 'Bodies of my agency, and what needs their resolution',
      responses: { 200: jsonOf(Bodies, 'Bodies'), ...problemsOf(401, 403) },
    }),
    (c) => run(ctx, c, readBodies, (value) => c.json(value, 200, PRIVATE)),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/deliberative-bodies',
      tags,
      summary: 'Register a body',
      request: { body: bodyOf(BodyFields, 'The body') },
      responses: { 201: jsonOf(Saved, 'Registered'), ...problemsOf(401, 403, 409, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => saveBody(use, actor, { agencyId: actor.agencyId, ...c.req.valid('json') }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/deliberative-bodies/{id}',
      tags,
      summary: 'Change a body and its members (If-Match)',
      request: { params: Id, body: bodyOf(BodyFields, 'The body') },
      responses: { 200: jsonOf(Saved, 'Changed'), ...problemsOf(401, 403, 404, 409, 412, 422, 428) },
    }),
    (c) =>
      edit(
        ctx,
        c,
        (use, actor, rowVersion) =>
          saveBody(use, actor, {
            agencyId: actor.agencyId,
            id: c.req.valid('param').id,
            rowVersion,
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/approval-routes/{kind}',
      tags,
      summary: 'Say which body resolves on things of a kind before they are published; null for none',
      request: {
        params: z.object({ kind: z.enum(ROUTE_KINDS) }),
        body: bodyOf(RouteRequest, 'The body, and why'),
      },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          setRoute(use, actor, { agencyId: actor.agencyId, ...c.req.valid('param'), ...c.req.valid('json') }),
        () => c.body(null, 204),
      ),
  );
}

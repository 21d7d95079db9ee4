import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import {
  DecideRequest,
  OpinionRequest,
  RecusalRequest,
  Resolved,
  TakeBackRequest,
} from '../contract/index.ts';
import { decide, deferItem, giveOpinion } from '../use-cases/deliberate.ts';
import { recuseMember, takeBackRecusal } from '../use-cases/recuse-member.ts';
import { done, Id, run, tags } from './routes.ts';

/** What happens to an item of the agenda: who withdraws, what is said, and what comes of it. */
export function itemRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agenda-items/{id}/recusals',
      tags,
      summary: 'A member withdraws 回避',
      request: { params: Id, body: bodyOf(RecusalRequest, 'Who and why') },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          recuseMember(use, actor, {
            agencyId: actor.agencyId,
            itemId: c.req.valid('param').id,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agenda-items/{id}/recusals/{personId}/taking-back',
      tags,
      summary: 'Take back a withdrawal that was entered by mistake, while the item is on the table',
      request: { params: Id.extend({ personId: z.uuid() }), body: bodyOf(TakeBackRequest, 'Why') },
      responses: done,
    }),
    (c) => {
      const { id: itemId, personId } = c.req.valid('param');
      return run(
        ctx,
        c,
        (use, actor) =>
          takeBackRecusal(use, actor, {
            agencyId: actor.agencyId,
            itemId,
            personId,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agenda-items/{id}/opinions',
      tags,
      summary: 'What a member says; the chair last',
      request: { params: Id, body: bodyOf(OpinionRequest, 'Who, for or against, why') },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          giveOpinion(use, actor, {
            agencyId: actor.agencyId,
            itemId: c.req.valid('param').id,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agenda-items/{id}/decision',
      tags,
      summary: 'Decide by the rule of the body; gives the resolution its number',
      request: {
        params: Id,
        body: bodyOf(DecideRequest, 'Text of the resolution; counts of a secret ballot'),
      },
      responses: { 200: jsonOf(Resolved, 'Decided'), ...problemsOf(401, 403, 404, 409, 412, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          decide(use, actor, {
            agencyId: actor.agencyId,
            itemId: c.req.valid('param').id,
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agenda-items/{id}/deferral',
      tags,
      summary: 'Leave an item undecided 缓议',
      request: { params: Id },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => deferItem(use, actor, { agencyId: actor.agencyId, itemId: c.req.valid('param').id }),
        () => c.body(null, 204),
      ),
  );
}

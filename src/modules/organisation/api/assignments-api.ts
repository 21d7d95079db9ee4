import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, problemsOf, type HttpEnv } from '#platform/http';
import { AssignRequest, DelegateRequest, EndAssignmentRequest } from '../contract/index.ts';
import { assignPost, delegatePost, endAssignment } from '../use-cases/assign-post.ts';
import { Agency, AgencyPart, tags } from './parameters.ts';
import { refuse } from './refuse.ts';

const made = {
  201: jsonOf(z.object({ id: z.string() }), 'On record'),
  ...problemsOf(401, 403, 404, 409, 422),
};

/** `/agencies/{agencyId}/assignments` and `/delegations`: who is at which post, from when to when. */
export function assignmentRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agencies/{agencyId}/assignments',
      tags,
      summary: 'Put a person on a post, as holder or deputy',
      request: { params: Agency, body: bodyOf(AssignRequest, 'Who, where, from when to when') },
      responses: made,
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const result = await assignPost(useCaseOf(ctx, c), staff.actor, input);
      return result.ok ? c.json(result.value, 201) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agencies/{agencyId}/delegations',
      tags,
      summary: 'Let somebody act at a post on behalf of its holder',
      request: { params: Agency, body: bodyOf(DelegateRequest, 'Who for whom, until when, why') },
      responses: made,
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const result = await delegatePost(useCaseOf(ctx, c), staff.actor, input);
      return result.ok ? c.json(result.value, 201) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agencies/{agencyId}/assignments/{id}/end',
      tags,
      summary: 'End an assignment or a delegation; it stays on record',
      request: { params: AgencyPart, body: bodyOf(EndAssignmentRequest, 'Its last day') },
      responses: { 204: { description: 'Ended' }, ...problemsOf(401, 403, 404, 409, 422) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const result = await endAssignment(useCaseOf(ctx, c), staff.actor, input);
      return result.ok ? c.body(null, 204) : refuse(c, result.error);
    },
  );
}

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, problemsOf, requireIfMatch, type HttpEnv } from '#platform/http';
import {
  Created,
  CreateOfficeRequest,
  CreatePersonRequest,
  CreatePostRequest,
  Updated,
  UpdateOfficeRequest,
  UpdatePersonRequest,
  UpdatePostRequest,
} from '../contract/index.ts';
import { createOffice, updateOffice } from '../use-cases/save-office.ts';
import { createPerson, updatePerson } from '../use-cases/save-person.ts';
import { createPost, updatePost } from '../use-cases/save-post.ts';
import { Agency, AgencyPart, tags } from './parameters.ts';
import { refuse } from './refuse.ts';

const created = { 201: jsonOf(Created, 'Added'), ...problemsOf(401, 403, 404, 409, 422) };
const updated = { 200: jsonOf(Updated, 'Changed'), ...problemsOf(401, 403, 404, 409, 412, 422, 428) };

/** `/agencies/{agencyId}/offices`, `/posts`, `/persons`: what an agency is made of. */
export function partRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agencies/{agencyId}/offices',
      tags,
      summary: 'Add an office',
      request: { params: Agency, body: bodyOf(CreateOfficeRequest, 'The office') },
      responses: created,
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const result = await createOffice(useCaseOf(ctx, c), staff.actor, input);
      return result.ok ? c.json(result.value, 201) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'patch',
      path: '/agencies/{agencyId}/offices/{id}',
      tags,
      summary: 'Change an office',
      request: { params: AgencyPart, body: bodyOf(UpdateOfficeRequest, 'What changes') },
      responses: updated,
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const version = requireIfMatch(c);
      if ('answer' in version) return version.answer;
      const input = { ...c.req.valid('param'), ...version, ...c.req.valid('json') };
      const result = await updateOffice(useCaseOf(ctx, c), staff.actor, input);
      return result.ok ? c.json(result.value, 200) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agencies/{agencyId}/posts',
      tags,
      summary: 'Add a post',
      request: { params: Agency, body: bodyOf(CreatePostRequest, 'The post') },
      responses: created,
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const result = await createPost(useCaseOf(ctx, c), staff.actor, input);
      return result.ok ? c.json(result.value, 201) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'patch',
      path: '/agencies/{agencyId}/posts/{id}',
      tags,
      summary: 'Change a post',
      request: { params: AgencyPart, body: bodyOf(UpdatePostRequest, 'What changes') },
      responses: updated,
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const version = requireIfMatch(c);
      if ('answer' in version) return version.answer;
      const input = { ...c.req.valid('param'), ...version, ...c.req.valid('json') };
      const result = await updatePost(useCaseOf(ctx, c), staff.actor, input);
      return result.ok ? c.json(result.value, 200) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agencies/{agencyId}/persons',
      tags,
      summary: 'Add a member of staff',
      request: { params: Agency, body: bodyOf(CreatePersonRequest, 'The person') },
      responses: created,
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const result = await createPerson(useCaseOf(ctx, c), staff.actor, input);
      return result.ok ? c.json(result.value, 201) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'patch',
      path: '/agencies/{agencyId}/persons/{id}',
      tags,
      summary: 'Change a member of staff; who leaves loses every post',
      request: { params: AgencyPart, body: bodyOf(UpdatePersonRequest, 'What changes') },
      responses: updated,
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const version = requireIfMatch(c);
      if ('answer' in version) return version.answer;
      const input = { ...c.req.valid('param'), ...version, ...c.req.valid('json') };
      const result = await updatePerson(useCaseOf(ctx, c), staff.actor, input);
      return result.ok ? c.json(result.value, 200) : refuse(c, result.error);
    },
  );
}

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { legalDayOf } from '#kernel';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, PRIVATE, problemsOf, requireIfMatch, type HttpEnv } from '#platform/http';
import {
  AgencyChart,
  AgencyPageResponse,
  Created,
  CreateAgencyRequest,
  PersonPageResponse,
  UpdateAgencyRequest,
  Updated,
} from '../contract/index.ts';
import { findAgencyRow } from '../db/agency-row.ts';
import { findChart } from '../db/chart-reader.ts';
import { pageAgencies, pagePersons } from '../db/page-reader.ts';
import { forbidden, notFound } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { createAgency, updateAgency } from '../use-cases/save-agency.ts';
import { Agency, PageQuery, tags } from './parameters.ts';
import { refuse } from './refuse.ts';

/** `/agencies`: the tree of bodies, and one body as its administrators keep it. */
export function agencyRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/agencies',
      tags,
      summary: 'All agencies; open to everybody',
      request: { query: PageQuery },
      responses: { 200: jsonOf(AgencyPageResponse, 'In the order they were registered'), ...problemsOf(422) },
    }),
    async (c) => {
      const { cursor, limit } = c.req.valid('query');
      return c.json(await pageAgencies(ctx.db, { limit, after: cursor }), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/agencies',
      tags,
      summary: 'Register a body below another',
      request: { body: bodyOf(CreateAgencyRequest, 'The body') },
      responses: { 201: jsonOf(Created, 'Registered'), ...problemsOf(401, 403, 409, 422) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const result = await createAgency(useCaseOf(ctx, c), staff.actor, c.req.valid('json'));
      return result.ok ? c.json(result.value, 201) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/agencies/{agencyId}',
      tags,
      summary: 'One’s agency with offices, posts, assignments and row versions',
      request: { params: Agency },
      responses: { 200: jsonOf(AgencyChart, 'As it is today'), ...problemsOf(401, 403, 404, 422) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { agencyId } = c.req.valid('param');
      const agency = await findAgencyRow(ctx.db, agencyId);
      if (!agency) return refuse(c, notFound());
      if (!can(staff.actor, 'agency/read', agency)) return refuse(c, forbidden());
      const chart = await findChart(ctx.db, agencyId, legalDayOf(ctx.clock.now()));
      if (!chart) return refuse(c, notFound());
      return c.json(chart, 200, { ...PRIVATE, etag: `"${chart.rowVersion}"` });
    },
  );
  app.openapi(
    createRoute({
      method: 'patch',
      path: '/agencies/{agencyId}',
      tags,
      summary: 'Change an agency',
      request: { params: Agency, body: bodyOf(UpdateAgencyRequest, 'What changes') },
      responses: { 200: jsonOf(Updated, 'Changed'), ...problemsOf(401, 403, 404, 409, 412, 422, 428) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const version = requireIfMatch(c);
      if ('answer' in version) return version.answer;
      const result = await updateAgency(useCaseOf(ctx, c), staff.actor, {
        ...c.req.valid('param'),
        ...version,
        ...c.req.valid('json'),
      });
      return result.ok ? c.json({ rowVersion: result.value.rowVersion }, 200) : refuse(c, result.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/agencies/{agencyId}/persons',
      tags,
      summary: 'Members of staff of one’s agency',
      request: { params: Agency, query: PageQuery },
      responses: {
        200: jsonOf(PersonPageResponse, 'In the order they were entered'),
        ...problemsOf(401, 403, 404, 422),
      },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const agency = await findAgencyRow(ctx.db, c.req.valid('param').agencyId);
      if (!agency) return refuse(c, notFound());
      if (!can(staff.actor, 'agency/read', agency)) return refuse(c, forbidden());
      const { cursor, limit } = c.req.valid('query');
      return c.json(await pagePersons(ctx.db, agency.agencyId, { limit, after: cursor }), 200, PRIVATE);
    },
  );
}

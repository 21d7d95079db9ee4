import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { staffRoutes } from '#modules/access';
import { postNameOf } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import {
  bodyOf,
  createApi,
  jsonOf,
  langOf,
  PRIVATE,
  problemsOf,
  requireIfMatch,
  type HttpEnv,
} from '#platform/http';
import {
  ActRequest,
  CancelRequest,
  CampaignDetail,
  CampaignList,
  CampaignReport,
  Changed,
  ExcuseRequest,
  ExplainRequest,
  Opened,
  OpenRequest,
  ReportPart,
  RescheduleRequest,
  ReturnRequest,
  TaskDetail,
} from '../contract/index.ts';
import { carryOver } from '../use-cases/carry-over.ts';
import { cancelCampaign, rescheduleCampaign } from '../use-cases/change-campaign.ts';
import { actOnReturn, excuseReturn, fillReturn } from '../use-cases/fill-return.ts';
import { readCampaign, readCampaigns, readReport, readTask } from '../use-cases/read-campaign.ts';
import { closeCampaign, explainFindings, openCampaign } from '../use-cases/run-campaign.ts';
import { reportCsv } from './report-csv.ts';
import { refuse } from './texts.ts';

const run = staffRoutes(refuse);
const tags = ['campaigns'];
const Id = z.object({ id: z.uuid() });
const done = { 204: { description: 'Done' }, ...problemsOf(401, 403, 404, 409, 412, 422, 428) };
const changed = { 200: jsonOf(Changed, 'Changed'), ...problemsOf(401, 403, 404, 409, 412, 422, 428) };

/** Clean-up campaigns 清权 (B1). */
export function campaignsApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  campaigns(app, ctx);
  changes(app, ctx);
  report(app, ctx);
  tasks(app, ctx);
  return app;
}

function campaigns(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/campaigns',
      tags,
      summary: 'Campaigns of my agency, and the returns that are mine',
      responses: { 200: jsonOf(CampaignList, 'Campaigns'), ...problemsOf(401, 403) },
    }),
    (c) => run(ctx, c, readCampaigns, (value) => c.json(value, 200, PRIVATE)),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/campaigns',
      tags,
      summary: 'Open a campaign; every office in scope gets its task',
      request: { body: bodyOf(OpenRequest, 'Scope, phases and date') },
      responses: { 201: jsonOf(Opened, 'Opened'), ...problemsOf(401, 403, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => openCampaign(use, actor, { agencyId: actor.agencyId, ...c.req.valid('json') }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/campaigns/{id}',
      tags,
      summary: 'The board by office, and the completeness audit as things stand',
      request: { params: Id },
      responses: { 200: jsonOf(CampaignDetail, 'The campaign'), ...problemsOf(401, 403, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readCampaign(use, actor, c.req.valid('param').id),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/campaigns/{id}/explanations',
      tags,
      summary: 'Explain findings by name',
      request: { params: Id, body: bodyOf(ExplainRequest, 'Which, on what ground, in words') },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          explainFindings(use, actor, {
            agencyId: actor.agencyId,
            campaignId: c.req.valid('param').id,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/campaigns/{id}/closing',
      tags,
      summary: 'Close a campaign in which everything is passed and explained',
      request: { params: Id },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          closeCampaign(use, actor, { agencyId: actor.agencyId, campaignId: c.req.valid('param').id }),
        () => c.body(null, 204),
      ),
  );
}

function changes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'put',
      path: '/campaigns/{id}/schedule',
      tags,
      summary: 'Move the dates of a campaign, with the reason (If-Match)',
      request: { params: Id, body: bodyOf(RescheduleRequest, 'Phases, date and reason') },
      responses: done,
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        (use, actor) =>
          rescheduleCampaign(use, actor, {
            agencyId: actor.agencyId,
            campaignId: c.req.valid('param').id,
            rowVersion: match.rowVersion,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/campaigns/{id}/cancellation',
      tags,
      summary: 'Cancel a campaign that should not have been opened, with the reason (If-Match)',
      request: { params: Id, body: bodyOf(CancelRequest, 'The reason') },
      responses: done,
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        (use, actor) =>
          cancelCampaign(use, actor, {
            agencyId: actor.agencyId,
            campaignId: c.req.valid('param').id,
            rowVersion: match.rowVersion,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      );
    },
  );
}

function report(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/campaigns/{id}/report',
      tags,
      summary: 'What a campaign came to: fixed when it was closed, until then as things stand',
      request: { params: Id },
      responses: { 200: jsonOf(CampaignReport, 'The report'), ...problemsOf(401, 403, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readReport(use, actor, c.req.valid('param').id),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/campaigns/{id}/report.csv',
      tags,
      summary: 'One part of the report as CSV: offices, items or findings',
      request: { params: Id, query: z.object({ part: ReportPart.default('offices') }) },
      responses: {
        200: { description: 'RFC 4180, UTF-8', content: { 'text/csv': { schema: z.string() } } },
        ...problemsOf(401, 403, 404, 422),
      },
    }),
    (c) => {
      const { part } = c.req.valid('query');
      return run(
        ctx,
        c,
        (use, actor) => readReport(use, actor, c.req.valid('param').id),
        (value) =>
          c.body(reportCsv(value, part, langOf(c)), 200, {
            ...PRIVATE,
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': `attachment; filename="campaign-${part}.csv"`,
          }),
      );
    },
  );
}

function tasks(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/campaign-tasks/{id}',
      tags,
      summary: 'The return of an office',
      request: { params: Id },
      responses: { 200: jsonOf(TaskDetail, 'The return'), ...problemsOf(401, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readTask(use, actor, c.req.valid('param').id),
        (value) => c.json(value, 200, { ...PRIVATE, etag: `"${value.rowVersion}"` }),
      ),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/campaign-tasks/{id}/return',
      tags,
      summary: 'Write what the office holds, or that it holds nothing (If-Match)',
      request: { params: Id, body: bodyOf(ReturnRequest, 'Every power, or nil') },
      responses: changed,
    }),
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        (use, actor) =>
          fillReturn(use, actor, {
            agencyId: actor.agencyId,
            taskId: c.req.valid('param').id,
            rowVersion: match.rowVersion,
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/campaign-tasks/{id}/acts',
      tags,
      summary:
        'Sign, countersign, return, pass, release or carry over to a successor, over the digest that was seen',
      request: { params: Id, body: bodyOf(ActRequest, 'The act') },
      responses: changed,
    }),
    (c) =>
      run(
        ctx,
        c,
        async (use, actor) => {
          const { successorOfficeId, ...wanted } = c.req.valid('json');
          const act = {
            ...wanted,
            agencyId: actor.agencyId,
            taskId: c.req.valid('param').id,
            postName: await postNameOf(ctx.db, actor),
          };
          return act.act === 'release' && successorOfficeId !== undefined
            ? carryOver(use, actor, { ...act, successorOfficeId })
            : actOnReturn(use, actor, act);
        },
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/campaign-tasks/{id}/excuses',
      tags,
      summary: 'Put on record why the office is late or refuses',
      request: { params: Id, body: bodyOf(ExcuseRequest, 'Which, and why') },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          excuseReturn(use, actor, {
            agencyId: actor.agencyId,
            taskId: c.req.valid('param').id,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      ),
  );
}

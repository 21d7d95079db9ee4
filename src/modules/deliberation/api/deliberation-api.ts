import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { requireStaff, staffRoutes } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, createApi, jsonOf, PRIVATE, problemsOf, requireIfMatch, type HttpEnv } from '#platform/http';
import {
  Bodies,
  BodyFields,
  DecideRequest,
  Made,
  MatterRequest,
  MeetingDetail,
  MeetingFields,
  MeetingPage,
  OpenRequest,
  OpinionRequest,
  RecusalRequest,
  Resolved,
  ROUTE_KINDS,
  RouteRequest,
  Saved,
} from '../contract/index.ts';
import { listMeetings } from '../db/reader.ts';
import { decide, deferItem, giveOpinion } from '../use-cases/deliberate.ts';
import {
  callMeeting,
  closeMeeting,
  openMeeting,
  recuseMember,
  tableItem,
} from '../use-cases/hold-meeting.ts';
import { readBodies, readMeeting } from '../use-cases/read-meeting.ts';
import { saveBody, setRoute } from '../use-cases/save-body.ts';
import { minutesApi } from './minutes-api.ts';
import { refuse } from './texts.ts';

const run = staffRoutes(refuse);
const tags = ['deliberation'];
const Id = z.object({ id: z.uuid() });
const done = { 204: { description: 'Done' }, ...problemsOf(401, 403, 404, 409, 412, 422) };
const made = { 201: jsonOf(Made, 'Made'), ...problemsOf(401, 403, 404, 409, 422) };
const Page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  after: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d,[0-9a-f-]{36}$/)
    .optional(),
});

/** Bodies, meetings, resolutions and minutes (A4). */
export function deliberationApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  bodies(app, ctx);
  meetings(app, ctx);
  items(app, ctx);
  app.route('/', minutesApi(ctx));
  return app;
}

function bodies(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
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
    async (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        (use, actor) =>
          saveBody(use, actor, {
            agencyId: actor.agencyId,
            id: c.req.valid('param').id,
            rowVersion: match.rowVersion,
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/approval-routes/{kind}',
      tags,
      summary: 'Say which body resolves on things of a kind before they are published; null for none',
      request: { params: z.object({ kind: z.enum(ROUTE_KINDS) }), body: bodyOf(RouteRequest, 'The body') },
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

function meetings(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/meetings',
      tags,
      summary: 'Meetings, newest first',
      request: { query: Page },
      responses: { 200: jsonOf(MeetingPage, 'Meetings'), ...problemsOf(401, 422) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { limit, after } = c.req.valid('query');
      const [day, id] = after?.split(',') ?? [];
      const found = await listMeetings(ctx.db, {
        agencyId: staff.actor.agencyId,
        limit: limit + 1,
        ...(day === undefined || id === undefined ? {} : { after: [day, id] as const }),
      });
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      return c.json(
        {
          items: items.map(({ rowVersion: _, ...meeting }) => meeting),
          next: last === undefined ? null : `${last.heldOn},${last.id}`,
        },
        200,
        PRIVATE,
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/meetings',
      tags,
      summary: 'Call a meeting',
      request: { body: bodyOf(MeetingFields, 'When and where') },
      responses: made,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => callMeeting(use, actor, { agencyId: actor.agencyId, ...c.req.valid('json') }),
        ({ meetingId }) => c.json({ id: meetingId }, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/meetings/{id}',
      tags,
      summary: 'A meeting; what was said only for those who may know',
      request: { params: Id },
      responses: { 200: jsonOf(MeetingDetail, 'The meeting'), ...problemsOf(401, 403, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readMeeting(use, actor, c.req.valid('param').id),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/meetings/{id}/opening',
      tags,
      summary: 'Open a meeting with its attendance',
      request: { params: Id, body: bodyOf(OpenRequest, 'Who came, and who did not and why') },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          openMeeting(use, actor, {
            agencyId: actor.agencyId,
            meetingId: c.req.valid('param').id,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/meetings/{id}/matters',
      tags,
      summary: 'Put a matter that is no record of the system on the agenda',
      request: { params: Id, body: bodyOf(MatterRequest, 'The matter') },
      responses: made,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => {
          const { title, ballot } = c.req.valid('json');
          return tableItem(use, actor, {
            agencyId: actor.agencyId,
            meetingId: c.req.valid('param').id,
            subject: {
              type: 'matter',
              id: use.ids.uuid(use.clock.now()),
              digest: createHash('sha256').update(title).digest(),
            },
            title,
            ballot,
          });
        },
        ({ itemId }) => c.json({ id: itemId }, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/meetings/{id}/closing',
      tags,
      summary: 'Close a meeting; everything on its agenda is decided, deferred or void',
      request: { params: Id },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          closeMeeting(use, actor, { agencyId: actor.agencyId, meetingId: c.req.valid('param').id }),
        () => c.body(null, 204),
      ),
  );
}

function items(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
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

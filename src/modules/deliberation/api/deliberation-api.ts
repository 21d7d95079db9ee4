import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { requireStaff } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, createApi, jsonOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import {
  AttendanceChangeRequest,
  CancelRequest,
  Made,
  MatterRequest,
  MeetingDetail,
  MeetingFields,
  MeetingPage,
  MoveRequest,
  MyMeetings,
  OpenRequest,
} from '../contract/index.ts';
import { listMeetings } from '../db/reader.ts';
import { changeAttendance } from '../use-cases/change-attendance.ts';
import { cancelCall, moveCall } from '../use-cases/change-call.ts';
import { callMeeting, closeMeeting, openMeeting, tableMatter } from '../use-cases/hold-meeting.ts';
import { readMeeting, readMyMeetings } from '../use-cases/read-meeting.ts';
import { bodyRoutes } from './bodies-api.ts';
import { itemRoutes } from './items-api.ts';
import { minutesApi } from './minutes-api.ts';
import { done, edit, edited, Id, run, tags } from './routes.ts';

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
  bodyRoutes(app, ctx);
  meetings(app, ctx);
  calls(app, ctx);
  itemRoutes(app, ctx);
  app.route('/', minutesApi(ctx));
  return app;
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
      path: '/meetings/{id}/attendance-changes',
      tags,
      summary: 'Enter who arrived or left an open meeting, or correct who was there (If-Match)',
      request: { params: Id, body: bodyOf(AttendanceChangeRequest, 'Who, when and why') },
      responses: edited,
    }),
    (c) =>
      edit(
        ctx,
        c,
        (use, actor, rowVersion) => {
          const change = c.req.valid('json');
          const key = { agencyId: actor.agencyId, meetingId: c.req.valid('param').id, rowVersion };
          return changeAttendance(
            use,
            actor,
            change.kind === 'corrected'
              ? { ...key, ...change }
              : { ...key, ...change, at: new Date(change.at) },
          );
        },
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
        (use, actor) =>
          tableMatter(use, actor, {
            agencyId: actor.agencyId,
            meetingId: c.req.valid('param').id,
            ...c.req.valid('json'),
          }),
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

/** What becomes of a called meeting before it is held. */
function calls(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/my-meetings',
      tags,
      summary: 'Meetings from today on of the bodies I belong to, also those that were called off',
      responses: { 200: jsonOf(MyMeetings, 'Earliest first, twenty at most'), ...problemsOf(401, 403) },
    }),
    (c) => run(ctx, c, readMyMeetings, ({ items: ahead }) => c.json({ items: [...ahead] }, 200, PRIVATE)),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/meetings/{id}/call',
      tags,
      summary: 'Move a called meeting to another day or place, with its agenda (If-Match)',
      request: { params: Id, body: bodyOf(MoveRequest, 'When and where it is held now, and why') },
      responses: edited,
    }),
    (c) =>
      edit(
        ctx,
        c,
        (use, actor, rowVersion) =>
          moveCall(use, actor, {
            agencyId: actor.agencyId,
            meetingId: c.req.valid('param').id,
            rowVersion,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/meetings/{id}/cancellation',
      tags,
      summary: 'Call a called meeting off; what is on its agenda goes back (If-Match)',
      request: { params: Id, body: bodyOf(CancelRequest, 'Why') },
      responses: edited,
    }),
    (c) =>
      edit(
        ctx,
        c,
        (use, actor, rowVersion) =>
          cancelCall(use, actor, {
            agencyId: actor.agencyId,
            meetingId: c.req.valid('param').id,
            rowVersion,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      ),
  );
}

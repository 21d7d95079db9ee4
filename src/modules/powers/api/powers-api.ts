import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { isText, LegalDay, legalDayOf, toOffsetString } from '#kernel';
import { requireStaff, useCaseOf } from '#modules/access';
import { readableOffices, VERSION_STATES } from '#modules/approval';
import { postNameOf } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import { bodyOf, createApi, jsonOf, langOf, requireIfMatch, type HttpEnv } from '#platform/http';
import {
  ActRequest,
  AdjustRequest,
  Drafted,
  DraftList,
  DraftRequest,
  Edited,
  EditRequest,
  PowerList,
  Published,
  PublishRequest,
  Tabled,
  TableRequest,
  VersionDetail,
} from '../contract/index.ts';
import { findVersion, listPowers } from '../db/power-reader.ts';
import { listDrafts } from '../db/draft-reader.ts';
import { notFound, notReadable } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { approvePower } from '../use-cases/approve-power.ts';
import { publishPower } from '../use-cases/publish-power.ts';
import { adjustPower, draftPower, editPower } from '../use-cases/draft-power.ts';
import { drawingRoute } from './drawing-route.ts';
import { parentsApi } from './parents-api.ts';
import { exportRoute } from './export-route.ts';
import { formRoute } from './form-route.ts';
import { importRoute } from './import-route.ts';
import { tablePower } from '../use-cases/resolve-power.ts';
import { refusePower, refuseTabling } from './refuse.ts';
import { trialsApi } from './trials-api.ts';
import { actsOf, detailOf } from './version-view.ts';

const refusals = {
  401: { description: 'Not logged in' },
  403: { description: 'Not allowed' },
  404: { description: 'No such version' },
  409: { description: 'Not in this state, or lost a race' },
  412: { description: 'Somebody else changed it' },
  422: { description: 'Refused fields' },
};
const NO_STORE = { 'cache-control': 'private, no-store' };
const versionPath = z.object({ versionId: z.uuid() });
const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(400).optional(),
});

/** `/api/v1/powers`: the list for everybody; drafts, signatures, review and publication for staff. */
export function powersApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/powers',
      summary: 'Published powers as of a day',
      request: {
        query: page.extend({
          q: z.string().trim().max(100).optional(),
          type: z
            .string()
            .regex(/^\d{2}$/)
            .optional(),
          agency: z
            .string()
            .regex(/^[a-z0-9-]{1,64}$/)
            .optional(),
          asOf: LegalDay.optional(),
        }),
      },
      responses: { 200: jsonOf(PowerList, 'In force on that day') },
    }),
    async (c) => {
      const { limit, cursor, q, type, agency, asOf } = c.req.valid('query');
      const rows = await listPowers(ctx.db, {
        asOf: asOf ?? legalDayOf(ctx.clock.now()),
        q,
        type,
        agency,
        after: decode(cursor, z.tuple([z.string(), z.string(), z.uuid()]), ([a, b, id]) => ({
          type: a,
          name: b,
          id,
        })),
        limit: limit + 1,
      });
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return c.json(
        {
          items: items.map((r) => ({
            code: r.code,
            name: r.name,
            typeCode: r.typeCode,
            status: r.status,
            agency: { slug: r.agencySlug, name: r.agencyName },
            rid: r.rid,
            n: r.n,
            effectiveFrom: r.effectiveFrom,
            trial: r.trial,
          })),
          next: last ? encode([last.typeCode, last.name, last.powerId]) : null,
        },
        200,
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/powers/drafts',
      summary: 'Versions on their way in the reader’s agency',
      request: {
        query: page.extend({
          state: z.enum(VERSION_STATES).optional(),
          q: z.string().trim().max(100).refine(isText).optional(),
        }),
      },
      responses: { 200: jsonOf(DraftList, 'Newest change first'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { actor } = staff;
      const { limit, cursor, state, q } = c.req.valid('query');
      const rows = await listDrafts(ctx.db, actor.agencyId, {
        limit: limit + 1,
        officeIds: readableOffices(actor),
        state,
        q,
        before: decode(cursor, z.tuple([z.iso.datetime(), z.uuid()]), ([at, id]) => ({
          at: new Date(at),
          id,
        })),
      });
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const items = rows.slice(0, limit).map(({ untouched, ...r }) => ({
        ...r,
        updatedAt: toOffsetString(r.updatedAt),
        acts: actsOf(actor, { ...r, untouched }),
      }));
      return c.json(
        { items, next: last ? encode([last.updatedAt.toISOString(), last.versionId]) : null },
        200,
        NO_STORE,
      );
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/power-versions/{versionId}',
      summary: 'A version with its checklist and approvals',
      request: { params: versionPath },
      responses: { 200: jsonOf(VersionDetail, 'The version'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const version = await findVersion(ctx.db, staff.actor.agencyId, c.req.valid('param').versionId);
      if (!version) return refusePower(c, notFound());
      if (
        !can(staff.actor, 'power/read-draft', {
          agencyId: version.agencyId,
          officeId: version.officeId ?? undefined,
        })
      )
        return refusePower(c, notReadable());
      return c.json(await detailOf(ctx, staff.actor, version, langOf(c)), 200, {
        ...NO_STORE,
        etag: `"${version.rowVersion}"`,
      });
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/powers',
      summary: 'Register a power as a draft',
      request: { body: bodyOf(DraftRequest, 'Its elements') },
      responses: { 201: jsonOf(Drafted, 'The draft'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { content, officeId, commitmentClass } = c.req.valid('json');
      const done = await draftPower(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        officeId,
        content,
        ...(commitmentClass ? { commitmentClass } : {}),
      });
      return done.ok ? c.json(done.value, 201, NO_STORE) : refusePower(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/power-versions/{versionId}',
      summary: 'Edit a version that is not published (If-Match)',
      request: { params: versionPath, body: bodyOf(EditRequest, 'What changes') },
      responses: { 200: jsonOf(Edited, 'The new row version'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      const change = Object.fromEntries(
        Object.entries(c.req.valid('json')).filter(([, value]) => value !== undefined),
      );
      const done = await editPower(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        versionId: c.req.valid('param').versionId,
        rowVersion: match.rowVersion,
        ...change,
      });
      return done.ok ? c.json(done.value, 200, NO_STORE) : refusePower(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/power-versions/{versionId}/tabling',
      summary: 'Put a version that has passed on the agenda of a meeting',
      request: { params: versionPath, body: bodyOf(TableRequest, 'Which meeting, and how it votes') },
      responses: { 201: jsonOf(Tabled, 'Tabled'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const done = await tablePower(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        versionId: c.req.valid('param').versionId,
        ...c.req.valid('json'),
      });
      return done.ok ? c.json(done.value, 201, NO_STORE) : refuseTabling(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/power-versions/{versionId}/acts',
      summary: 'Sign, countersign, return or pass (If-Match)',
      request: { params: versionPath, body: bodyOf(ActRequest, 'The act') },
      responses: { 200: jsonOf(Edited, 'Done'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      const { act, reason } = c.req.valid('json');
      const done = await approvePower(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        versionId: c.req.valid('param').versionId,
        rowVersion: match.rowVersion,
        act,
        postName: await postNameOf(ctx.db, staff.actor),
        ...(reason === undefined ? {} : { reason }),
      });
      return done.ok ? c.json(done.value, 200, NO_STORE) : refusePower(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/power-versions/{versionId}/publish',
      summary: 'Publish a passed version (If-Match)',
      request: { params: versionPath, body: bodyOf(PublishRequest, 'From when it is in force') },
      responses: { 200: jsonOf(Published, 'Number and record'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      const { effectiveFrom, trial } = c.req.valid('json');
      const done = await publishPower(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        versionId: c.req.valid('param').versionId,
        rowVersion: match.rowVersion,
        effectiveFrom,
        ...(trial === undefined ? {} : { trial }),
        postName: await postNameOf(ctx.db, staff.actor),
        ...(ctx.config.demo.load ? { basis: 'demo' } : {}),
      });
      return done.ok ? c.json(done.value, 200, NO_STORE) : refusePower(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/powers/{code}/adjust',
      summary: 'Begin an adjustment of a published power',
      request: {
        params: z.object({ code: z.string().max(200).refine(isText) }),
        body: bodyOf(AdjustRequest, 'Reason and basis'),
      },
      responses: { 201: jsonOf(Drafted, 'The new version'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const item = await ctx.db
        .selectFrom('power_item')
        .select('id')
        .where('agency_id', '=', staff.actor.agencyId)
        .where('code', '=', c.req.valid('param').code)
        .executeTakeFirst();
      if (!item) return refusePower(c, notFound());
      const { reason, changeBasis, content, status } = c.req.valid('json');
      const done = await adjustPower(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        powerId: item.id,
        reason,
        changeBasis,
        ...(content ? { content } : {}),
        ...(status ? { status } : {}),
      });
      return done.ok ? c.json(done.value, 201, NO_STORE) : refusePower(c, done.error);
    },
  );
  importRoute(app, ctx);
  exportRoute(app, ctx);
  drawingRoute(app, ctx);
  formRoute(app, ctx);
  parentsApi(app, ctx);
  trialsApi(app, ctx);
  return app;
}

function encode(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** A cursor of ours; anything else starts at the beginning. */
function decode<T, R>(cursor: string | undefined, schema: z.ZodType<T>, use: (parts: T) => R): R | undefined {
  if (cursor === undefined) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return parsed.success ? use(parsed.data) : undefined;
  } catch {
    return undefined;
  }
}

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { Rid } from '#kernel';
import { requireStaff, useCaseOf, type StaffActor } from '#modules/access';
import { fieldKind, fieldLabel, findRecord, type RecordView } from '#modules/ledger';
import type { AppContext } from '#platform/context';
import { langOf, type HttpEnv } from '#platform/http';
import type { Lang } from '#platform/i18n';
import {
  Changed,
  CorrectRequest,
  PublishedList,
  PublishedRecord,
  RedactRequest,
  WithdrawRequest,
} from '../contract/index.ts';
import { listPublished } from '../db/published-reader.ts';
import { isCorrectable } from '../domain/correction.ts';
import { forbidden, notFound } from '../domain/errors.ts';
import { can } from '../policy.ts';
import { correctRecord, redactPublished, withdrawPublished } from '../use-cases/change-published.ts';
import { decode, encode, json, NO_STORE, page, refusals } from './parameters.ts';
import { refuseDisclosure } from './refuse.ts';

const ridPath = z.object({ rid: z.string().max(22) });
const ACTS = ['correct', 'withdraw', 'redact'] as const;

/** `/records`: what was published, and its correction, take-down and erasure. */
export function recordRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/records',
      summary: 'Entries of your agency’s published records',
      request: { query: page.extend({ q: z.string().trim().max(100).optional() }) },
      responses: { 200: json(PublishedList, 'The newest first'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { agencyId } = staff.actor;
      if (!can(staff.actor, 'record/read', { agencyId })) return refuseDisclosure(c, forbidden());
      const { limit, cursor, q } = c.req.valid('query');
      const before = decode(cursor, z.tuple([z.int().min(0), z.literal('index')]));
      const rows = await listPublished(ctx.db, agencyId, {
        q: q === '' ? undefined : q,
        before: before?.[0],
        limit: limit + 1,
      });
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return c.json({ items, next: last ? encode([last.index, 'index']) : null }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/records/{rid}',
      summary: 'A published record as society sees it, with what you may do to it',
      request: { params: ridPath },
      responses: { 200: json(PublishedRecord, 'Fields by entry'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { actor } = staff;
      if (!can(actor, 'record/read', actor)) return refuseDisclosure(c, forbidden());
      const rid = Rid.safeParse(c.req.valid('param').rid);
      const own = rid.success && (await isOf(ctx, actor.agencyId, rid.data));
      const record = own ? await findRecord(ctx.db, rid.data) : undefined;
      if (!record) return refuseDisclosure(c, notFound());
      return c.json(recordView(record, actor, langOf(c)), 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/records/{rid}/correct',
      summary: 'Publish right values beside wrong ones',
      request: { params: ridPath, body: json(CorrectRequest, 'Fields and ground') },
      responses: { 200: json(Changed, 'The new revision'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const input = { ...c.req.valid('json'), ...c.req.valid('param'), agencyId: staff.actor.agencyId };
      const done = await correctRecord(useCaseOf(ctx, c), staff.actor, input);
      return done.ok ? c.json(done.value, 200, NO_STORE) : refuseDisclosure(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/records/{rid}/withdraw',
      summary: 'Take a record down; a tombstone with the ground stays',
      request: { params: ridPath, body: json(WithdrawRequest, 'The ground') },
      responses: { 200: json(Changed, 'The new revision'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const input = { ...c.req.valid('json'), ...c.req.valid('param'), agencyId: staff.actor.agencyId };
      const done = await withdrawPublished(useCaseOf(ctx, c), staff.actor, input);
      return done.ok ? c.json(done.value, 200, NO_STORE) : refuseDisclosure(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/records/{rid}/redact',
      summary: 'Erase fields for good',
      request: { params: ridPath, body: json(RedactRequest, 'Fields and ground') },
      responses: { 200: json(Changed, 'The new revision'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const input = { ...c.req.valid('json'), ...c.req.valid('param'), agencyId: staff.actor.agencyId };
      const done = await redactPublished(useCaseOf(ctx, c), staff.actor, input);
      return done.ok ? c.json(done.value, 200, NO_STORE) : refuseDisclosure(c, done.error);
    },
  );
}

async function isOf(ctx: AppContext, agencyId: string, rid: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('ledger.record')
    .select('rid')
    .where('rid', '=', rid)
    .where('agency_id', '=', agencyId)
    .executeTakeFirst();
  return row !== undefined;
}

function recordView(record: RecordView, actor: StaffActor, lang: Lang): z.infer<typeof PublishedRecord> {
  const schema = `${record.type}/1`;
  const down = record.revisions.some(({ act }) => act === 'withdraw');
  const newest = new Map(
    record.revisions.flatMap(({ rev, fields }) => fields.map(({ name }) => [name, rev] as const)),
  );
  const mayCorrect = can(actor, 'record/correct', actor);
  return {
    rid: record.rid,
    type: record.type,
    down,
    acts: ACTS.filter((act) => (act === 'redact' || !down) && can(actor, `record/${act}`, actor)),
    fields: record.revisions.flatMap(({ rev, fields }) =>
      fields
        .filter(({ name }) => name !== 'opens')
        .map(({ name, state, value }) => ({
          rev,
          name,
          label: fieldLabel(schema, name, lang),
          state,
          text: state !== 'open' ? null : typeof value === 'string' ? value : JSON.stringify(value),
          newest: newest.get(name) === rev,
          correctable:
            mayCorrect &&
            !down &&
            state === 'open' &&
            newest.get(name) === rev &&
            isCorrectable(name, fieldKind(schema, name)),
        })),
    ),
  };
}

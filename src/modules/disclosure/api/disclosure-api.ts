import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { LegalDay, toOffsetString } from '#kernel';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { fieldProblems, problem, requireIfMatch, type HttpEnv } from '#platform/http';
import {
  Changed,
  CorrectRequest,
  ObligationList,
  PublicationList,
  PublicationView,
  RedactRequest,
  Reviewed,
  ReviewRequest,
  WithdrawRequest,
} from '../contract/index.ts';
import { listOwed } from '../db/obligation-reader.ts';
import { findPublication, listReviewQueue, type PublicationSummary } from '../db/publication-reader.ts';
import { forbidden, notFound } from '../domain/errors.ts';
import { asText } from '../domain/public-view.ts';
import { can } from '../policy.ts';
import { correctRecord, redactPublished, withdrawPublished } from '../use-cases/change-published.ts';
import { reviewPublication } from '../use-cases/review-publication.ts';
import { refuseDisclosure } from './refuse.ts';

const json = <T>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const refusals = {
  401: { description: 'Not logged in' },
  403: { description: 'Not allowed' },
  404: { description: 'No such thing in this agency' },
  409: { description: 'Not in this state, or lost a race' },
  412: { description: 'Somebody else changed it' },
  422: { description: 'Refused fields' },
  428: { description: 'If-Match is missing' },
};
const NO_STORE = { 'cache-control': 'private, no-store' };
const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(400).optional(),
});
const idPath = z.object({ id: z.uuid() });
const ridPath = z.object({ rid: z.string().max(22) });

/** `/api/v1`: what the agency owes, the reviewers' queue, and changes of what was published. */
export function disclosureApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : problem(c, 422, 'http/invalid', { fields: fieldProblems(result.error) }),
  });
  app.openapi(
    createRoute({
      method: 'get',
      path: '/obligations',
      summary: 'What your agency still has to publish, the longest overdue first',
      request: { query: page },
      responses: { 200: json(ObligationList, 'Open and late'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { limit, cursor } = c.req.valid('query');
      const after = decode(cursor, z.tuple([LegalDay, z.uuid()]));
      const rows = await listOwed(ctx.db, staff.actor.agencyId, {
        limit: limit + 1,
        after: after && { on: after[0], id: after[1] },
      });
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return c.json({ items, next: last ? encode([last.dueOn, last.id]) : null }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/publications',
      summary: 'Public views that wait for a reviewer',
      request: { query: page },
      responses: { 200: json(PublicationList, 'The earliest due first'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { agencyId } = staff.actor;
      if (!can(staff.actor, 'publication/read', { agencyId })) return refuseDisclosure(c, forbidden());
      const { limit, cursor } = c.req.valid('query');
      const after = decode(cursor, z.tuple([z.coerce.date(), z.uuid()]));
      const rows = await listReviewQueue(ctx.db, agencyId, {
        limit: limit + 1,
        after: after && { at: after[0], id: after[1] },
      });
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      const next = last ? encode([last.publishAfter.toISOString(), last.id]) : null;
      return c.json({ items: items.map(summary), next }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/publications/{id}',
      summary: 'One public view with the places that may be data of persons',
      request: { params: idPath },
      responses: { 200: json(PublicationView, 'The view'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { agencyId } = staff.actor;
      const view = can(staff.actor, 'publication/read', { agencyId })
        ? await findPublication(ctx.db, agencyId, c.req.valid('param').id)
        : undefined;
      if (!view) return refuseDisclosure(c, notFound());
      const fields = view.fields.map(({ name, value, treatment, basis, masks }) => ({
        name,
        text: asText(value),
        treatment,
        basis,
        masks: masks.map((mask) => ({ ...mask })),
      }));
      c.header('etag', `"${view.rowVersion}"`);
      return c.json({ ...summary(view), state: view.state, fields }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/publications/{id}/review',
      summary: 'Confirm a public view, place by place; it publishes itself at its time',
      request: { params: idPath, body: json(ReviewRequest, 'Decisions by field') },
      responses: { 200: json(Reviewed, 'Queued'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      const done = await reviewPublication(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        publicationId: c.req.valid('param').id,
        rowVersion: match.rowVersion,
        masks: c.req.valid('json').masks,
      });
      if (!done.ok) return refuseDisclosure(c, done.error);
      const { rowVersion, publishAfter } = done.value;
      return c.json({ rowVersion, publishAfter: toOffsetString(publishAfter) }, 200, NO_STORE);
    },
  );
  changes(app, ctx);
  return app;
}

/** Correction, take-down and erasure of a published record. */
function changes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
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

function summary({ id, kind, rid, signedAt, publishAfter, rowVersion }: PublicationSummary) {
  return {
    id,
    kind,
    rid,
    signedAt: toOffsetString(signedAt),
    publishAfter: toOffsetString(publishAfter),
    rowVersion,
  };
}

function encode(key: readonly [string, string]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** A cursor of ours, or nothing: a bent one starts at the first page. */
function decode<T>(text: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { LegalDay, toOffsetString } from '#kernel';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { createApi, langOf, requireIfMatch, type HttpEnv } from '#platform/http';
import { fieldLabel } from '#modules/ledger';
import {
  ObligationList,
  PublicationList,
  PublicationView,
  Reviewed,
  ReviewRequest,
} from '../contract/index.ts';
import { listOwed } from '../db/obligation-reader.ts';
import {
  countReviewQueue,
  findPublication,
  knownAs,
  listReviewQueue,
  type PublicationSummary,
} from '../db/publication-reader.ts';
import { forbidden, notFound } from '../domain/errors.ts';
import { KINDS } from '../domain/kinds.ts';
import { asText } from '../domain/public-view.ts';
import { can } from '../policy.ts';
import { reviewPublication } from '../use-cases/review-publication.ts';
import { exceptionRoutes } from './exceptions-api.ts';
import { decode, encode, json, NO_STORE, page, refusals } from './parameters.ts';
import { recordRoutes } from './records-api.ts';
import { refuseDisclosure } from './refuse.ts';

const owedQuery = page.extend({
  state: z.enum(['open', 'late']).optional(),
  /** Only what the offices of one's posts answer for. */
  mine: z.enum(['true', 'false']).optional(),
  /** Another body: what society may know of it. */
  agency: z.uuid().optional(),
});
const idPath = z.object({ id: z.uuid() });

/** `/api/v1`: what the agency owes, the reviewers' queue, what was published, and what is not public. */
export function disclosureApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/obligations',
      summary: 'What an agency still has to publish, the longest overdue first',
      request: { query: owedQuery },
      responses: { 200: json(ObligationList, 'Open and late'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { limit, cursor, state, mine, agency } = c.req.valid('query');
      const { actor } = staff;
      const after = decode(cursor, z.tuple([LegalDay, z.uuid()]));
      const rows = await listOwed(ctx.db, {
        agencyId: agency ?? actor.agencyId,
        own: agency === undefined || agency === actor.agencyId,
        officeIds: actor.assignments.map((a) => a.officeId),
        mine: mine === 'true',
        everyName: can(actor, 'obligation/read-all', { agencyId: actor.agencyId }),
        state,
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
      const total = await countReviewQueue(ctx.db, agencyId);
      return c.json({ items: items.map(summary), next, total }, 200, NO_STORE);
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
        label: fieldLabel(KINDS[view.kind].schema, name, langOf(c)),
        text: asText(value),
        treatment,
        basis,
        masks: masks.map((mask) => ({ ...mask })),
      }));
      c.header('etag', `"${view.rowVersion}"`);
      const known = await knownAs(ctx.db, agencyId, view);
      return c.json({ ...summary({ ...view, ...known }), state: view.state, fields }, 200, NO_STORE);
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
  recordRoutes(app, ctx);
  exceptionRoutes(app, ctx);
  return app;
}

function summary(of: PublicationSummary) {
  const { id, kind, rid, signedAt, publishAfter, rowVersion, power, number } = of;
  return {
    id,
    kind,
    rid,
    signedAt: toOffsetString(signedAt),
    publishAfter: toOffsetString(publishAfter),
    rowVersion,
    power,
    number,
  };
}

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { requireStaff, useCaseOf } from '#modules/access';
import { postNameOf } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import { bodyOf, createApi, jsonOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import {
  CommentRequest,
  EnrolSenderRequest,
  Inbox,
  Made,
  ReceivedDetail,
  Reconciliation,
  ReferenceRequest,
  Taken,
} from '../contract/index.ts';
import { findFilingAgency } from '../db/published-reader.ts';
import { commentOnFiling, exportRemarks } from '../use-cases/comment-on-filing.ts';
import { enrolSender } from '../use-cases/enrol.ts';
import { readInbox, readReceived, type Witnessed } from '../use-cases/read-inbox.ts';
import { receivePackage } from '../use-cases/receive-package.ts';
import { reconcileSender, setReference } from '../use-cases/reconcile-sender.ts';
import type { FilingKeys } from '../use-cases/shared.ts';
import { readReceivedEntry } from '../use-cases/read-entry.ts';
import { entryRoute } from './entry-route.ts';
import { run } from './run.ts';
import { readPackageBody } from './read-body.ts';
import { refuse } from './texts.ts';

const tags = ['filing'];
const Id = z.object({ id: z.uuid() });

/** Filings from below: the recipient's side. */
export function inboxApi(ctx: AppContext, keys: FilingKeys, witnessed: Witnessed): OpenAPIHono<HttpEnv> {
  const app = createApi();
  inbox(app, ctx, keys, witnessed);
  onePackage(app, ctx, keys);
  reconciliation(app, ctx);
  entryRoute(app, ctx, '/filing-inbox/{id}/entry', readReceivedEntry);
  return app;
}

function inbox(app: OpenAPIHono<HttpEnv>, ctx: AppContext, keys: FilingKeys, witnessed: Witnessed): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/filing-inbox',
      tags,
      summary: 'Known senders, what came from them, and what was refused',
      responses: { 200: jsonOf(Inbox, 'The inbox'), ...problemsOf(401, 403) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readInbox(use, actor, { agencyId: actor.agencyId, witnessed }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filing-senders',
      tags,
      summary: 'Enrol a body below as a known sender from its card',
      request: { body: bodyOf(EnrolSenderRequest, 'The card') },
      responses: { 201: jsonOf(Made, 'Enrolled'), ...problemsOf(401, 403, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => enrolSender(use, actor, { agencyId: actor.agencyId, ...c.req.valid('json') }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filing-inbox',
      tags,
      summary: 'Take in a package that came as a file; the body is the file',
      responses: { 200: jsonOf(Taken, 'Taken'), ...problemsOf(401, 403, 409, 413, 422) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const agency = await findFilingAgency(ctx.db, { id: staff.actor.agencyId });
      if (agency === undefined) return refuse(c, { code: 'filing/not-found' });
      const bytes = await readPackageBody(c.req.raw);
      const taken = await receivePackage(useCaseOf(ctx, c), keys, staff.actor, {
        agency,
        bytes,
        channel: 'file',
      });
      return taken.ok ? c.json(taken.value, 200, PRIVATE) : refuse(c, taken.error);
    },
  );
}

function onePackage(app: OpenAPIHono<HttpEnv>, ctx: AppContext, keys: FilingKeys): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/filing-inbox/{id}',
      tags,
      summary: 'One package that came: every entry, and what was said of it',
      request: { params: Id },
      responses: { 200: jsonOf(ReceivedDetail, 'The package'), ...problemsOf(401, 403, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readReceived(use, actor, { agencyId: actor.agencyId, id: c.req.valid('param').id }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filing-inbox/{id}/comments',
      tags,
      summary: 'Comment on an entry, or on the package',
      request: { params: Id, body: bodyOf(CommentRequest, 'The comment') },
      responses: { 201: jsonOf(Made, 'Recorded'), ...problemsOf(401, 403, 404, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        async (use, actor) =>
          commentOnFiling(use, actor, {
            agencyId: actor.agencyId,
            id: c.req.valid('param').id,
            postName: await postNameOf(ctx.db, actor),
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/filing-inbox/{id}/remarks',
      tags,
      summary: 'Every comment on a package as the sealed document that goes down',
      request: { params: Id },
      responses: {
        200: { description: 'The document', content: { 'application/json': { schema: z.unknown() } } },
        ...problemsOf(401, 403, 404),
      },
    }),
    (c) => {
      const { id } = c.req.valid('param');
      return run(
        ctx,
        c,
        (use, actor) => exportRemarks(use, keys, actor, { agencyId: actor.agencyId, id }),
        (document) =>
          c.body(JSON.stringify(document), 200, {
            ...PRIVATE,
            'content-type': 'application/json',
            'content-disposition': `attachment; filename="remarks-${id}.json"`,
          }),
      );
    },
  );
}

function reconciliation(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/filing-senders/{id}/reconciliation',
      tags,
      summary: 'What a sender has on file against the reference list',
      request: { params: Id },
      responses: { 200: jsonOf(Reconciliation, 'The differences'), ...problemsOf(401, 403, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          reconcileSender(use, actor, { agencyId: actor.agencyId, senderId: c.req.valid('param').id }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/filing-reference',
      tags,
      summary: 'Replace the reference list of my agency',
      request: { body: bodyOf(ReferenceRequest, 'Every entry') },
      responses: { 204: { description: 'Replaced' }, ...problemsOf(401, 403, 409, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => setReference(use, actor, { agencyId: actor.agencyId, ...c.req.valid('json') }),
        () => c.body(null, 204),
      ),
  );
}

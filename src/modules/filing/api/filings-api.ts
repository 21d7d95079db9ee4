import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { postNameOf } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import { bodyOf, createApi, jsonOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import {
  EnrolRecipientRequest,
  FilingOverview,
  FilingWaiting,
  Made,
  PackageDetail,
  PrepareRequest,
  ReceiptRequest,
  SignRequest,
  UnsignedList,
} from '../contract/index.ts';
import { enrolRecipient } from '../use-cases/enrol.ts';
import { prepareFiling, withdrawFiling } from '../use-cases/prepare-filing.ts';
import { readFiling, readFilings, readUnsigned } from '../use-cases/read-filings.ts';
import { readWaiting } from '../use-cases/read-waiting.ts';
import { fetchRemarksNow, sendAgain } from '../use-cases/send-filings.ts';
import type { FilingKeys } from '../use-cases/shared.ts';
import { signFiling } from '../use-cases/sign-filing.ts';
import { takeRemarks } from '../use-cases/take-remarks.ts';
import { exportPackage, takeReceipt } from '../use-cases/take-receipt.ts';
import { readSentEntry } from '../use-cases/read-entry.ts';
import { entryRoute } from './entry-route.ts';
import { run } from './run.ts';

const tags = ['filing'];
const Id = z.object({ id: z.uuid() });
const done = { 204: { description: 'Done' }, ...problemsOf(401, 403, 404, 409, 422) };

/** Filing upward 备案 (B8): the sender's side. */
export function filingsApi(ctx: AppContext, keys: FilingKeys): OpenAPIHono<HttpEnv> {
  const app = createApi();
  overview(app, ctx);
  acts(app, ctx, keys);
  files(app, ctx);
  entryRoute(app, ctx, '/filings/{id}/entry', readSentEntry);
  return app;
}

function overview(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/filings',
      tags,
      summary: 'To whom my agency files, what would go to each now, and every package',
      responses: { 200: jsonOf(FilingOverview, 'Recipients and packages'), ...problemsOf(401, 403) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readFilings(use, actor, actor.agencyId),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/filing-signatures',
      tags,
      summary: 'Packages that wait for my signature',
      responses: { 200: jsonOf(UnsignedList, 'Packages'), ...problemsOf(401) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readUnsigned(use, actor, actor.agencyId),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/filing-waiting',
      tags,
      summary: 'What waits for me upward and from below, in figures',
      responses: { 200: jsonOf(FilingWaiting, 'The figures'), ...problemsOf(401) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readWaiting(use, actor, actor.agencyId),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filing-recipients',
      tags,
      summary: 'Enrol a body above from its card, or bring what is known of it to what its card says',
      request: {
        body: bodyOf(EnrolRecipientRequest, 'The card, as which body, over the network or by file'),
      },
      responses: { 201: jsonOf(Made, 'Enrolled'), ...problemsOf(401, 403, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => enrolRecipient(use, actor, { agencyId: actor.agencyId, ...c.req.valid('json') }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/filings/{id}',
      tags,
      summary: 'One package: what it carries, how it went, what was said of it',
      request: { params: Id },
      responses: { 200: jsonOf(PackageDetail, 'The package'), ...problemsOf(401, 403, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readFiling(use, actor, { agencyId: actor.agencyId, id: c.req.valid('param').id }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
}

function acts(app: OpenAPIHono<HttpEnv>, ctx: AppContext, keys: FilingKeys): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filings',
      tags,
      summary: 'Prepare the next package to a recipient: what changed, or everything',
      request: { body: bodyOf(PrepareRequest, 'To whom') },
      responses: { 201: jsonOf(Made, 'Prepared'), ...problemsOf(401, 403, 404, 409, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => prepareFiling(use, actor, { agencyId: actor.agencyId, ...c.req.valid('json') }),
        (value) => c.json(value, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filings/{id}/signature',
      tags,
      summary: 'Sign a package over the digest that was seen; it goes when the recipient has an address',
      request: { params: Id, body: bodyOf(SignRequest, 'The digest') },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        async (use, actor) =>
          signFiling(use, keys, actor, {
            agencyId: actor.agencyId,
            id: c.req.valid('param').id,
            postName: await postNameOf(ctx.db, actor),
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filings/{id}/remarks-asked',
      tags,
      summary: 'Ask the recipient for its comments now; the worker asks by itself every ten minutes',
      request: { params: Id },
      responses: {
        200: jsonOf(z.object({ taken: z.int() }), 'How many were new'),
        ...problemsOf(401, 403, 404, 409, 422),
      },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          fetchRemarksNow(use, keys, actor, { agencyId: actor.agencyId, id: c.req.valid('param').id }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  for (const [path, summary, act] of [
    ['withdrawal', 'Take back a package that was not taken yet', withdrawFiling],
    ['sending', 'Send a package again whose attempts are used up', sendAgain],
  ] as const)
    app.openapi(
      createRoute({
        method: 'post',
        path: `/filings/{id}/${path}`,
        tags,
        summary,
        request: { params: Id },
        responses: done,
      }),
      (c) =>
        run(
          ctx,
          c,
          (use, actor) => act(use, actor, { agencyId: actor.agencyId, id: c.req.valid('param').id }),
          () => c.body(null, 204),
        ),
    );
}

function files(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/filings/{id}/package',
      tags,
      summary: 'The signed package as a file; that it was taken out is on record',
      request: { params: Id },
      responses: {
        200: { description: 'The file', content: { 'application/json': { schema: z.unknown() } } },
        ...problemsOf(401, 403, 404, 409),
      },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => exportPackage(use, actor, { agencyId: actor.agencyId, id: c.req.valid('param').id }),
        ({ file, number }) =>
          c.body(file, 200, {
            ...PRIVATE,
            'content-type': 'application/json',
            'content-disposition': `attachment; filename="filing-${number}.json"`,
          }),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filings/{id}/receipt',
      tags,
      summary: 'Take in a receipt that came as a file',
      request: { params: Id, body: bodyOf(ReceiptRequest, 'The receipt') },
      responses: done,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          takeReceipt(use, actor, {
            agencyId: actor.agencyId,
            id: c.req.valid('param').id,
            ...c.req.valid('json'),
          }),
        () => c.body(null, 204),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filings/{id}/remarks',
      tags,
      summary: 'Take in comments that came as a file',
      request: { params: Id, body: bodyOf(z.unknown(), 'The sealed document') },
      responses: {
        200: jsonOf(z.object({ taken: z.int() }), 'How many were new'),
        ...problemsOf(401, 403, 404, 422),
      },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) =>
          takeRemarks(use, actor, {
            agencyId: actor.agencyId,
            id: c.req.valid('param').id,
            document: c.req.valid('json'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
}

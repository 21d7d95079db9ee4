import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { err, ok, type Result } from '#kernel';
import type { StaffActor } from '#modules/access';
import { postNameOf } from '#modules/organisation';
import type { AppContext, UseCase } from '#platform/context';
import { bodyOf, createApi, jsonOf, PRIVATE, problemsOf, type HttpEnv } from '#platform/http';
import {
  AddendumRequest,
  AddendumSigned,
  MinutesSaved,
  MinutesSigned,
  MinutesTasks,
  MinutesView,
  NameSignerRequest,
  SignMinutesRequest,
  WordMinutesRequest,
} from '../contract/minutes.ts';
import { findItem } from '../db/reader.ts';
import { minutesPaper, type MinutesPaper } from '../documents/minutes-paper.ts';
import { minutesPdf } from '../documents/minutes-pdf.ts';
import type { DeliberationRefusal } from '../domain/errors.ts';
import { readMinutes, readMinutesTasks } from '../use-cases/read-minutes.ts';
import { signAddendum, signMinutes } from '../use-cases/sign-minutes.ts';
import { draftAddendum, nameSigner, wordMinutes } from '../use-cases/write-minutes.ts';
import { edit, Id, run, tags } from './routes.ts';

const refusals = problemsOf(401, 403, 404, 409, 412, 422);
const saved = { 200: jsonOf(MinutesSaved, 'Saved'), ...refusals, ...problemsOf(428) };

/** Minutes of meetings 会议纪要: worded, signed, corrected by addenda, read and printed (A4). */
export function minutesApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = createApi();
  reading(app, ctx);
  writing(app, ctx);
  signing(app, ctx);
  papers(app, ctx);
  return app;
}

function reading(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/minutes-tasks',
      tags,
      summary: 'Minutes that wait for me, to be worded or signed',
      responses: { 200: jsonOf(MinutesTasks, 'Earliest due first'), ...problemsOf(401, 403) },
    }),
    (c) => run(ctx, c, readMinutesTasks, ({ items }) => c.json({ items: [...items] }, 200, PRIVATE)),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/meetings/{id}/minutes',
      tags,
      summary: 'Minutes of a closed meeting, as signed or as they would be signed',
      request: { params: Id },
      responses: { 200: jsonOf(MinutesView, 'The minutes'), ...problemsOf(401, 403, 404, 409) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readMinutes(use, actor, c.req.valid('param').id),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
}

function writing(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'put',
      path: '/meetings/{id}/minutes',
      tags,
      summary: 'Word the minutes (If-Match)',
      request: { params: Id, body: bodyOf(WordMinutesRequest, 'A text for each item, and one for the end') },
      responses: saved,
    }),
    (c) =>
      edit(
        ctx,
        c,
        (use, actor, rowVersion) =>
          wordMinutes(use, actor, { ...of(actor, c.req.valid('param')), rowVersion, ...c.req.valid('json') }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: '/meetings/{id}/minutes/addendum',
      tags,
      summary: 'Draft an addendum to signed minutes, or take the draft back by an empty text (If-Match)',
      request: { params: Id, body: bodyOf(AddendumRequest, 'What it corrects') },
      responses: saved,
    }),
    (c) =>
      edit(
        ctx,
        c,
        (use, actor, rowVersion) =>
          draftAddendum(use, actor, {
            ...of(actor, c.req.valid('param')),
            rowVersion,
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
}

/** The meeting that a route names, in the agency of who calls. */
function of({ agencyId }: StaffActor, { id: meetingId }: { readonly id: string }) {
  return { agencyId, meetingId };
}

function signing(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'put',
      path: '/meetings/{id}/minutes/signer',
      tags,
      summary: 'Name who signs in the place of a chair who withdrew from an item (If-Match)',
      request: { params: Id, body: bodyOf(NameSignerRequest, 'Somebody who heard all of it') },
      responses: saved,
    }),
    (c) =>
      edit(
        ctx,
        c,
        (use, actor, rowVersion) =>
          nameSigner(use, actor, { ...of(actor, c.req.valid('param')), rowVersion, ...c.req.valid('json') }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/meetings/{id}/minutes/signature',
      tags,
      summary: 'Sign the minutes over the digest that was read; gives them their number',
      request: { params: Id, body: bodyOf(SignMinutesRequest, 'What was read') },
      responses: { 200: jsonOf(MinutesSigned, 'Signed'), ...refusals },
    }),
    (c) =>
      run(
        ctx,
        c,
        async (use, actor) =>
          signMinutes(use, actor, {
            ...of(actor, c.req.valid('param')),
            postName: await postNameOf(use.db, actor),
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/meetings/{id}/minutes/addenda',
      tags,
      summary: 'Sign the addendum that waits, over the digest that was read',
      request: { params: Id, body: bodyOf(SignMinutesRequest, 'What was read') },
      responses: { 200: jsonOf(AddendumSigned, 'Signed'), ...refusals },
    }),
    (c) =>
      run(
        ctx,
        c,
        async (use, actor) =>
          signAddendum(use, actor, {
            ...of(actor, c.req.valid('param')),
            postName: await postNameOf(use.db, actor),
            ...c.req.valid('json'),
          }),
        (value) => c.json(value, 200, PRIVATE),
      ),
  );
}

function papers(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  const responses = { 200: { description: 'PDF' }, ...problemsOf(401, 403, 404, 409) };
  app.openapi(
    createRoute({
      method: 'get',
      path: '/meetings/{id}/minutes.pdf',
      tags,
      summary: 'Signed minutes as PDF',
      request: { params: Id },
      responses,
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => printed(use, actor, { meetingId: c.req.valid('param').id }),
        ({ pdf, name }) => c.body(pdf, 200, pdfHeaders(name)),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/agenda-items/{id}/minutes.pdf',
      tags,
      summary: 'What the signed minutes say of one item, as PDF for its file',
      request: { params: Id },
      responses,
    }),
    (c) =>
      run(
        ctx,
        c,
        async (use, actor) => {
          const itemId = c.req.valid('param').id;
          const item = await findItem(use.db, { agencyId: actor.agencyId, id: itemId });
          return item === undefined
            ? err({ code: 'deliberation/not-found' })
            : printed(use, actor, { meetingId: item.meetingId, itemId });
        },
        ({ pdf, name }) => c.body(pdf, 200, pdfHeaders(name)),
      ),
  );
}

async function printed(
  use: UseCase,
  actor: StaffActor,
  of: { readonly meetingId: string; readonly itemId?: string },
): Promise<Result<{ readonly pdf: Uint8Array<ArrayBuffer>; readonly name: string }, DeliberationRefusal>> {
  const read = await readMinutes(use, actor, of.meetingId);
  if (!read.ok) return read;
  const { number, signature } = read.value;
  if (number === null || signature === null) return err({ code: 'deliberation/minutes-unsigned' });
  const paper = minutesPaper({ ...read.value, number, signature }, of.itemId);
  if (paper === undefined) return err({ code: 'deliberation/not-found' });
  return ok({ pdf: await minutesPdf(paper, use.config.demo.load), name: nameOf(paper) });
}

function nameOf({ title, number }: MinutesPaper): string {
  return `${title}${number}.pdf`;
}

function pdfHeaders(name: string): Record<string, string> {
  return {
    ...PRIVATE,
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="minutes.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
  };
}

import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import type { Result } from '#kernel';
import { requireStaff, useCaseOf, type StaffActor } from '#modules/access';
import type { AppContext, UseCase } from '#platform/context';
import { fieldProblems, langOf, problem, type Ctx, type HttpEnv } from '#platform/http';
import {
  ActedResponse,
  CASE_STATES,
  CaseDetail,
  CaseList,
  CompleteStepInput,
  DecisionInput,
  NoteInput,
  ReasonInput,
  RecuseInput,
  RestrictInput,
  ServiceInput,
  SuspendInput,
  TerminateInput,
  Worklist,
} from '../contract/index.ts';
import { readCases, readWorklist } from '../db/case-list.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { DocumentContent } from '../documents/document.ts';
import { documentPdf } from '../documents/pdf.ts';
import { receiveFiles } from '../http/receive-files.ts';
import { sendFile } from '../http/send-document.ts';
import type { ActedCase } from '../use-cases/act-on-case.ts';
import { completeStep } from '../use-cases/complete-step.ts';
import { handleInstantly } from '../use-cases/handle-instantly.ts';
import { addFiles } from '../use-cases/party-acts.ts';
import { readCase, readDocument } from '../use-cases/read-case.ts';
import { addNote, giveBack, recuse, restrict, resume, suspend, terminate } from '../use-cases/staff-acts.ts';
import { deviationRoutes } from './deviations-api.ts';
import { fileProblemsOf } from './file-problems.ts';
import { PageQuery, readCursor, writeCursor } from './paging.ts';
import { refuse } from './refuse.ts';
import { walkRoutes } from './walks-api.ts';

const json = <T>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const refusals = {
  401: { description: 'Not logged in' },
  403: { description: 'Not this post, a supervisor, recused, or handled it before' },
  404: { description: 'No such case for this reader' },
  409: { description: 'Not in this state, or somebody was faster' },
  412: { description: 'The version in If-Match is not the current one' },
  422: { description: 'Fields that must be mended' },
};
const NO_STORE = { 'cache-control': 'private, no-store' };
const casePath = z.object({ id: z.uuid() });

/** `/api/v1/cases`: the desk's work. Everything is filtered by who asks. */
export function casesApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : problem(c, 422, 'http/invalid', { fields: fieldProblems(result.error) }),
  });
  lists(app, ctx);
  detail(app, ctx);
  paper(app, ctx);
  acts(app, ctx);
  deviationRoutes(app, ctx);
  walkRoutes(app, ctx);
  return app;
}

function lists(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/cases/worklist',
      summary: 'Open steps of my posts, most urgent first',
      request: { query: PageQuery },
      responses: { 200: json(Worklist, 'Work'), 401: refusals[401] },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { limit, after } = c.req.valid('query');
      const { items, next } = await readWorklist(ctx.db, staff.actor, {
        limit,
        after: readCursor(after),
        now: ctx.clock.now(),
        lang: langOf(c),
      });
      return c.json({ items, next: writeCursor(next) }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/cases',
      summary: 'Cases of my agency that I may read, newest first',
      request: {
        query: PageQuery.extend({ state: z.enum(CASE_STATES).optional(), q: z.string().max(100).optional() }),
      },
      responses: { 200: json(CaseList, 'Cases'), 401: refusals[401] },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { limit, after, state, q } = c.req.valid('query');
      const { items, next } = await readCases(ctx.db, staff.actor, {
        limit,
        after: readCursor(after),
        state,
        q: q === '' ? undefined : q,
        now: ctx.clock.now(),
      });
      return c.json({ items, next: writeCursor(next) }, 200, NO_STORE);
    },
  );
}

function detail(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/cases/{id}',
      summary: 'A case, with what I may do now',
      request: { params: casePath },
      responses: { 200: json(CaseDetail, 'The case'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const found = await readCase(
        useCaseOf(ctx, c),
        staff.actor,
        { agencyId: staff.actor.agencyId, caseId: c.req.valid('param').id },
        langOf(c),
      );
      if (!found.ok) return refuse(c, found.error);
      return c.json(found.value, 200, { ...NO_STORE, etag: `"${found.value.version}"` });
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/cases/{id}/documents/{documentId}',
      summary: 'A document: structured, or the file as handed in',
      request: { params: casePath.extend({ documentId: z.uuid() }) },
      responses: { 200: { description: 'JSON content or the file' }, ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { id, documentId } = c.req.valid('param');
      const found = await readDocument(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        caseId: id,
        documentId,
      });
      if (!found.ok) return refuse(c, found.error);
      return found.value.fileKey === null
        ? c.json(found.value.content, 200, NO_STORE)
        : sendFile(ctx, c, found.value);
    },
  );
}

function paper(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/cases/{id}/documents/{documentId}/pdf',
      summary: 'A numbered document as PDF',
      request: { params: casePath.extend({ documentId: z.uuid() }) },
      responses: { 200: { description: 'PDF' }, ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { id, documentId } = c.req.valid('param');
      const key = { agencyId: staff.actor.agencyId, caseId: id, documentId };
      const found = await readDocument(useCaseOf(ctx, c), staff.actor, key);
      if (!found.ok) return refuse(c, found.error);
      const content = DocumentContent.safeParse(found.value.content);
      if (!content.success) return refuse(c, { code: 'cases/not-found' });
      const pdf = await documentPdf(content.data, ctx.config.demo.load);
      return c.body(pdf, 200, { ...NO_STORE, 'content-type': 'application/pdf' });
    },
  );
}

type Key = { readonly agencyId: string; readonly caseId: string; readonly version: number | undefined };
type Run<T> = (
  use: UseCase,
  actor: StaffActor,
  key: Key,
  input: T,
) => Promise<Result<ActedCase, CaseRefusal>>;

function acts(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/cases/{id}/steps/{node}',
      summary: 'Complete an open step',
      request: {
        params: casePath.extend({ node: z.string().max(80) }),
        body: json(CompleteStepInput, 'Outcome and what the law attaches to it'),
      },
      responses: { 200: json(ActedResponse, 'Done'), ...refusals },
    }),
    async (c) => {
      const { id, node } = c.req.valid('param');
      return act(ctx, c, id, c.req.valid('json'), (use, actor, key, step) =>
        completeStep(use, actor, { ...key, node, step }),
      );
    },
  );
  const InstantBody = z.object({
    decision: DecisionInput.optional(),
    service: ServiceInput,
    opinion: z.string().max(4000).optional(),
  });
  simple(
    app,
    ctx,
    'instant',
    '即办件: receive, accept, decide and serve in one act',
    InstantBody,
    (use, actor, key, input) => handleInstantly(use, actor, { ...key, ...input }),
  );
  simple(app, ctx, 'suspend', 'Stop the clock on a lawful ground', SuspendInput, (use, actor, key, input) =>
    suspend(use, actor, { ...key, ...input }),
  );
  simple(app, ctx, 'resume', 'Let the clock run again', z.object({}), (use, actor, key) =>
    resume(use, actor, key),
  );
  simple(app, ctx, 'return', '退件 before acceptance', ReasonInput, (use, actor, key, input) =>
    giveBack(use, actor, { ...key, ...input }),
  );
  simple(app, ctx, 'terminate', '终止 on a lawful ground', TerminateInput, (use, actor, key, input) =>
    terminate(use, actor, { ...key, ...input }),
  );
  simple(
    app,
    ctx,
    'restrict',
    'Move the case to a more closed class, by a leader who has not handled it',
    RestrictInput,
    (use, actor, key, input) => restrict(use, actor, { ...key, ...input }),
  );
  simple(app, ctx, 'recusals', '回避', RecuseInput, (use, actor, key, input) =>
    recuse(use, actor, { ...key, ...input }),
  );
  simple(app, ctx, 'notes', 'A note among those who handle the case', NoteInput, (use, actor, key, input) =>
    addNote(use, actor, { ...key, ...input }),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/cases/{id}/files',
      summary: 'Hand in files; fields `material-<key>`',
      request: { params: casePath },
      responses: { 200: json(ActedResponse, 'Kept'), ...refusals, 413: { description: 'Too large' } },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { files, problems } = await receiveFiles(ctx, await c.req.parseBody({ all: true }));
      if (problems.length > 0) return fileProblemsOf(c, problems);
      const done = await addFiles(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        caseId: c.req.valid('param').id,
        files,
      });
      return answer(c, done);
    },
  );
}

function simple<S extends z.ZodObject>(
  app: OpenAPIHono<HttpEnv>,
  ctx: AppContext,
  name: string,
  summary: string,
  schema: S,
  run: Run<z.output<S>>,
): void {
  const route = createRoute({
    method: 'post',
    path: `/cases/{id}/${name}`,
    summary,
    request: { params: casePath, body: json(schema, 'Input') },
    responses: { 200: json(ActedResponse, 'Done'), ...refusals },
  });
  app.openapi(route, async (c) => {
    const id = casePath.parse(c.req.param()).id;
    const input = schema.parse(await c.req.json());
    return act(ctx, c, id, input, run);
  });
}

async function act<T>(ctx: AppContext, c: Ctx, id: string, input: T, run: Run<T>): Promise<Response> {
  const staff = requireStaff(c);
  if ('answer' in staff) return staff.answer;
  const key = { agencyId: staff.actor.agencyId, caseId: id, version: ifMatch(c) };
  return answer(c, await run(useCaseOf(ctx, c), staff.actor, key, input));
}

/** `If-Match` is honoured when sent: a step that is open says itself which state it rests on. */
function ifMatch(c: Ctx): number | undefined {
  const version = /^"(\d{1,9})"$/.exec(c.req.header('if-match') ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
}

function answer(c: Ctx, done: Result<ActedCase, CaseRefusal>): Response {
  if (!done.ok) return refuse(c, done.error);
  return c.json({ ...done.value, documents: [...done.value.documents] }, 200, {
    ...NO_STORE,
    etag: `"${done.value.version}"`,
  });
}

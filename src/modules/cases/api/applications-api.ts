import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { toOffsetString, type Result } from '#kernel';
import { actorOf, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { fieldProblems, langOf, problem, rateLimit, type Ctx, type HttpEnv } from '#platform/http';
import {
  ActedResponse,
  ApplicationResponse,
  CaseDetail,
  ReasonInput,
  StatementInput,
  SupplementInput,
} from '../contract/index.ts';
import { partyOfCode, type PartyActor } from '../db/party-session.ts';
import { ApplicationInput } from '../engine/application.ts';
import type { CaseRefusal } from '../domain/errors.ts';
import { receiveFiles } from '../http/receive-files.ts';
import { sendFile } from '../http/send-document.ts';
import type { ActedCase } from '../use-cases/act-on-case.ts';
import { addFiles, stateAndDefend, supplement, withdraw } from '../use-cases/party-acts.ts';
import { readCase, readDocument } from '../use-cases/read-case.ts';
import { submitApplication } from '../use-cases/submit-application.ts';
import { fileProblemsOf } from './file-problems.ts';
import { refuse } from './refuse.ts';

const json = <T>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const NO_STORE = { 'cache-control': 'private, no-store' };
const refusals = {
  401: { description: 'No such receipt code' },
  404: { description: 'Not there' },
  409: { description: 'Not in this state' },
  422: { description: 'Fields that must be mended' },
  429: { description: 'Wait' },
};
const Body = ApplicationInput.omit({ materials: true });

/**
 * `/api/v1/applications`: applying, and one's own case afterwards. The receipt code comes in the header `Receipt-Code`,
 * never in an address.
 */
export function applicationsApi(ctx: AppContext): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) =>
      result.success ? undefined : problem(c, 422, 'http/invalid', { fields: fieldProblems(result.error) }),
  });
  app.use('/applications', rateLimit(ctx, { bucket: 'apply', limit: 60, seconds: 60 }));
  app.use('/applications/current/*', rateLimit(ctx, { bucket: 'receipt-code', limit: 120, seconds: 60 }));
  app.openapi(
    createRoute({
      method: 'post',
      path: '/applications',
      summary: 'Apply; JSON, or a form with the JSON in `application` and files in `material-<key>`',
      request: {},
      responses: { 201: json(ApplicationResponse, 'The receipt'), ...refusals },
    }),
    async (c) => apply(ctx, c),
  );
  current(app, ctx);
  return app;
}

async function apply(ctx: AppContext, c: Ctx): Promise<Response> {
  const isForm = (c.req.header('content-type') ?? '').startsWith('multipart/form-data');
  const form = isForm ? await c.req.parseBody({ all: true }) : {};
  const given: unknown = isForm ? parseJson(form['application']) : await c.req.json().catch(() => undefined);
  const body = Body.safeParse(given);
  if (!body.success) return problem(c, 422, 'http/invalid', { fields: fieldProblems(body.error) });
  const { files, problems } = await receiveFiles(ctx, form);
  if (problems.length > 0) return fileProblemsOf(c, problems);
  const actor = actorOf(c);
  const idempotencyKey = c.req.header('idempotency-key');
  if (idempotencyKey !== undefined && !/^[\w.:-]{8,128}$/.test(idempotencyKey))
    return problem(c, 422, 'http/idempotency-key', {
      title: 'Idempotency-Key 应为 8 到 128 个字母、数字或者 - _ . : 字符。',
    });
  const done = await submitApplication(useCaseOf(ctx, c), actor, {
    application: body.data,
    files,
    channel: actor.kind === 'staff' ? 'window' : 'online',
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
  if (!done.ok) return refuse(c, done.error);
  const { code, rid, note, receivedAt } = done.value;
  return c.json({ code, rid, note, receivedAt: toOffsetString(receivedAt) }, 201, NO_STORE);
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function current(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/applications/current',
      summary: 'My case',
      responses: { 200: json(CaseDetail, 'The case'), ...refusals },
    }),
    async (c) => {
      const party = await partyOf(ctx, c);
      if (party === undefined) return noSuchCode(c);
      const found = await readCase(useCaseOf(ctx, c), party, party, langOf(c));
      return found.ok ? c.json(found.value, 200, NO_STORE) : refuse(c, found.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/applications/current/documents/{id}',
      summary: 'A document of my case',
      request: { params: z.object({ id: z.uuid() }) },
      responses: { 200: { description: 'JSON content or the file' }, ...refusals },
    }),
    async (c) => {
      const party = await partyOf(ctx, c);
      if (party === undefined) return noSuchCode(c);
      const found = await readDocument(useCaseOf(ctx, c), party, {
        ...party,
        documentId: c.req.valid('param').id,
      });
      if (!found.ok) return refuse(c, found.error);
      return found.value.fileKey === null
        ? c.json(found.value.content, 200, NO_STORE)
        : sendFile(ctx, c, found.value);
    },
  );
  for (const [name, summary] of [
    ['supplement', 'Bring what a notice asked for'],
    ['files', 'Hand in further files'],
  ] as const)
    app.openapi(
      createRoute({
        method: 'post',
        path: `/applications/current/${name}`,
        summary: `${summary}; fields \`material-<key>\` and \`note\``,
        responses: { 200: json(ActedResponse, 'Done'), ...refusals },
      }),
      async (c) => {
        const party = await partyOf(ctx, c);
        if (party === undefined) return noSuchCode(c);
        const form = await c.req.parseBody({ all: true });
        const input = SupplementInput.safeParse({ note: form['note'] ?? '' });
        if (!input.success) return problem(c, 422, 'http/invalid', { fields: fieldProblems(input.error) });
        const { files, problems } = await receiveFiles(ctx, form);
        if (problems.length > 0) return fileProblemsOf(c, problems);
        const use = useCaseOf(ctx, c);
        const act =
          name === 'supplement'
            ? supplement(use, party, { ...party, files, note: input.data.note })
            : addFiles(use, party, { ...party, files });
        return answer(c, await act);
      },
    );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/applications/current/withdraw',
      summary: 'Take the application back',
      request: { body: json(ReasonInput, 'Why') },
      responses: { 200: json(ActedResponse, 'Done'), ...refusals },
    }),
    async (c) => {
      const party = await partyOf(ctx, c);
      return party === undefined
        ? noSuchCode(c)
        : answer(c, await withdraw(useCaseOf(ctx, c), party, { ...party, ...c.req.valid('json') }));
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/applications/current/statements',
      summary: '陈述申辩',
      request: { body: json(StatementInput, 'The point') },
      responses: { 200: json(ActedResponse, 'Done'), ...refusals },
    }),
    async (c) => {
      const party = await partyOf(ctx, c);
      return party === undefined
        ? noSuchCode(c)
        : answer(c, await stateAndDefend(useCaseOf(ctx, c), party, { ...party, ...c.req.valid('json') }));
    },
  );
}

async function partyOf(ctx: AppContext, c: Ctx): Promise<PartyActor | undefined> {
  return partyOfCode(useCaseOf(ctx, c), c.req.header('receipt-code') ?? '');
}

function noSuchCode(c: Ctx): Response {
  return problem(c, 401, 'cases/receipt-code', { title: '查询码不对，请核对收件凭证。' });
}

function answer(c: Ctx, done: Result<ActedCase, CaseRefusal>): Response {
  return done.ok
    ? c.json({ ...done.value, documents: [...done.value.documents] }, 200, NO_STORE)
    : refuse(c, done.error);
}

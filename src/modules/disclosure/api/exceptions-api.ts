import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { requireStaff, staffRoutes, useCaseOf } from '#modules/access';
import { postNameOf } from '#modules/organisation';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, PRIVATE, problemsOf, requireIfMatch, type HttpEnv } from '#platform/http';
import {
  EXCEPTION_STATES,
  ExceptionActBody,
  ExceptionAsked,
  ExceptionDetail,
  ExceptionList,
  ExceptionMoved,
  ExceptionRequestBody,
  ExceptionSubjects,
  ExceptionTasks,
  Withholdable,
} from '../contract/exceptions.ts';
import { actOnException } from '../use-cases/exceptions/act-on-exception.ts';
import { chooseSubject, findSubjects } from '../use-cases/exceptions/choose-subject.ts';
import {
  readException,
  readExceptions,
  readExceptionTasks,
} from '../use-cases/exceptions/read-exceptions.ts';
import { requestException } from '../use-cases/exceptions/request-exception.ts';
import { refuseException } from './exceptions-texts.ts';
import { decode, encode, page } from './parameters.ts';

const run = staffRoutes(refuseException);
const tags = ['exceptions'];
const Id = z.object({ id: z.uuid() });
const What = z.enum(['power', 'case', 'rule']);

/** `/exceptions`: the non-public register 不公开目录 (B7) at the desk: requests, decisions, reviews. */
export function exceptionRoutes(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  subjects(app, ctx);
  lists(app, ctx);
  one(app, ctx);
}

function lists(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/exceptions',
      tags,
      summary: 'The non-public register of my agency, as far as I may read it',
      request: { query: page.extend({ state: z.enum(EXCEPTION_STATES).optional() }) },
      responses: { 200: jsonOf(ExceptionList, 'The newest request first'), ...problemsOf(401) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { limit, cursor, state } = c.req.valid('query');
      const after = decode(cursor, z.tuple([z.coerce.date(), z.uuid()]));
      const { items, last, mayRequest } = await readExceptions(useCaseOf(ctx, c), staff.actor, {
        states: state && [state],
        after: after && { at: after[0], id: after[1] },
        limit,
      });
      const next = last ? encode([last.requestedAt.toISOString(), last.id]) : null;
      return c.json({ items: [...items], next, mayRequest }, 200, PRIVATE);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/exceptions/tasks',
      tags,
      summary:
        'Requests whose turn is mine, dates of review that come within thirty days, and what I asked for and was refused',
      responses: { 200: jsonOf(ExceptionTasks, 'The earliest date first'), ...problemsOf(401) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const items = await readExceptionTasks(useCaseOf(ctx, c), staff.actor);
      return c.json({ items: [...items] }, 200, PRIVATE);
    },
  );
}

function subjects(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/exceptions/subjects',
      tags,
      summary: 'Items, cases or rules of my offices, by words',
      request: { query: z.object({ of: What, q: z.string().trim().max(100).default('') }) },
      responses: { 200: jsonOf(ExceptionSubjects, 'At most fifty'), ...problemsOf(401) },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { of, q } = c.req.valid('query');
      const items = await findSubjects(useCaseOf(ctx, c), staff.actor, of, q);
      return c.json({ items: [...items] }, 200, PRIVATE);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/exceptions/subjects/{of}/{id}',
      tags,
      summary: 'What of an item, a case or a rule could be withheld',
      request: { params: Id.extend({ of: What }) },
      responses: { 200: jsonOf(Withholdable, 'Elements, fields and documents'), ...problemsOf(401, 404) },
    }),
    (c) => {
      const { of, id } = c.req.valid('param');
      return run(
        ctx,
        c,
        (use, actor) => chooseSubject(use, actor, of, id),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
}

function one(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/exceptions',
      tags,
      summary: 'Ask that something be withheld or postponed. State secrets are refused and not stored',
      request: { body: bodyOf(ExceptionRequestBody, 'What, on which article, why, for whom, until when') },
      responses: { 201: jsonOf(ExceptionAsked, 'Asked'), ...problemsOf(401, 403, 404, 409, 422) },
    }),
    (c) =>
      run(
        ctx,
        c,
        async (use, actor) =>
          requestException(use, actor, {
            ...c.req.valid('json'),
            agencyId: actor.agencyId,
            postName: await postNameOf(ctx.db, actor),
          }),
        ({ exceptionId }) => c.json({ id: exceptionId }, 201, PRIVATE),
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/exceptions/{id}',
      tags,
      summary: 'One request or exception with its history and what I may do',
      request: { params: Id },
      responses: { 200: jsonOf(ExceptionDetail, 'All of it'), ...problemsOf(401, 404) },
    }),
    (c) =>
      run(
        ctx,
        c,
        (use, actor) => readException(use, actor, c.req.valid('param').id),
        (value) => {
          c.header('etag', `"${value.rowVersion}"`);
          return c.json(value, 200, PRIVATE);
        },
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/exceptions/{id}/acts',
      tags,
      summary: 'Sign, review, approve, refuse, take back, file, keep or open',
      request: { params: Id, body: bodyOf(ExceptionActBody, 'The act') },
      responses: {
        200: jsonOf(ExceptionMoved, 'Done'),
        ...problemsOf(401, 403, 404, 409, 412, 422, 428),
      },
    }),
    (c) => {
      const match = requireIfMatch(c);
      if ('answer' in match) return match.answer;
      return run(
        ctx,
        c,
        async (use, actor) =>
          actOnException(use, actor, {
            ...c.req.valid('json'),
            agencyId: actor.agencyId,
            exceptionId: c.req.valid('param').id,
            rowVersion: match.rowVersion,
            postName: await postNameOf(ctx.db, actor),
          }),
        (value) => c.json(value, 200, PRIVATE),
      );
    },
  );
}

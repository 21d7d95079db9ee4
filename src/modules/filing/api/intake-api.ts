import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, createApi, jsonOf, PRIVATE, problemsOf, rateLimit, type HttpEnv } from '#platform/http';
import { EnrolmentCard, Taken } from '../contract/index.ts';
import { findFilingAgency } from '../db/published-reader.ts';
import { AgencyCode, RemarksDocument } from '../domain/package.ts';
import { answerQuery } from '../use-cases/comment-on-filing.ts';
import { readCard } from '../use-cases/read-card.ts';
import { ARRIVING, receivePackage } from '../use-cases/receive-package.ts';
import type { FilingKeys } from '../use-cases/shared.ts';
import { readPackageBody } from './read-body.ts';
import { refuse } from './texts.ts';

const tags = ['filing'];
const Code = z.object({ code: AgencyCode });

/**
 * What instances say to each other: the card they enrol each other by, packages, and questions for comments. Nobody logs in
 * here; what counts is the seal.
 */
export function intakeApi(ctx: AppContext, keys: FilingKeys): OpenAPIHono<HttpEnv> {
  const app = createApi();
  app.use('/filing-intake/*', rateLimit(ctx, { bucket: 'filing-intake', limit: 60, seconds: 60 }));
  app.openapi(
    createRoute({
      method: 'get',
      path: '/filing-cards/{code}',
      tags,
      summary: 'The enrolment card of an agency of this instance: who it is, where, and its public keys',
      request: { params: Code },
      responses: { 200: jsonOf(EnrolmentCard, 'The card'), ...problemsOf(404, 422) },
    }),
    async (c) => {
      const card = await readCard(useCaseOf(ctx, c), keys, c.req.valid('param').code);
      return card.ok ? c.json(card.value, 200, { 'cache-control': 'no-cache' }) : refuse(c, card.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filing-intake/{code}',
      tags,
      summary: 'File a package to an agency of this instance; the body is the package',
      request: { params: Code },
      responses: {
        200: jsonOf(Taken, 'Taken, with the signed receipt'),
        ...problemsOf(403, 404, 409, 413, 422, 429),
      },
    }),
    async (c) => {
      const agency = await findFilingAgency(ctx.db, { code: c.req.valid('param').code });
      if (agency === undefined) return refuse(c, { code: 'filing/not-found' });
      const bytes = await readPackageBody(c.req.raw);
      const taken = await receivePackage(useCaseOf(ctx, c), keys, ARRIVING, {
        agency,
        bytes,
        channel: 'http',
      });
      return taken.ok ? c.json(taken.value, 200, PRIVATE) : refuse(c, taken.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/filing-intake/{code}/{id}/remarks',
      tags,
      summary: 'The comments on a package, for the sender that signs the question',
      request: {
        params: Code.extend({ id: z.uuid() }),
        body: bodyOf(z.strictObject({ query: z.string().min(1).max(8_192) }), 'The signed question'),
      },
      responses: { 200: jsonOf(RemarksDocument, 'Every comment, sealed'), ...problemsOf(404, 422, 429) },
    }),
    async (c) => {
      const { code, id } = c.req.valid('param');
      const agency = await findFilingAgency(ctx.db, { code });
      if (agency === undefined) return refuse(c, { code: 'filing/not-found' });
      const { query } = c.req.valid('json');
      const answer = await answerQuery(useCaseOf(ctx, c), keys, { agencyId: agency.id, id, query });
      return answer.ok ? c.json(answer.value, 200, PRIVATE) : refuse(c, answer.error);
    },
  );
  return app;
}

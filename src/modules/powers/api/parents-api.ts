import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, langOf, problem, type HttpEnv } from '#platform/http';
import { ParentList } from '../contract/index.ts';
import { findingsAgainstParents, listParents, type ParentFinding } from '../db/parent-reader.ts';
import { elementName } from '../portal/element-names.ts';
import { importParents, type ParentReport } from '../use-cases/import-parents.ts';

const Finding = z.object({
  powerId: z.string(),
  versionId: z.string(),
  name: z.string(),
  code: z.string(),
  state: z.string(),
  cancelled: z.boolean(),
  departs: z.array(z.object({ field: z.string(), label: z.string() })),
});
const Report = z.object({
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  problems: z.array(z.object({ row: z.int(), field: z.string(), found: z.string() })),
  findings: z.array(Finding),
});
const NO_STORE = { 'cache-control': 'private, no-store' };
const refusals = { 401: { description: 'Not logged in' }, 403: { description: 'Not allowed' } };

/** `/api/v1/power-parents`: entries of the lists above, their import, and the agency’s items that depart from them (B11). */
export function parentsApi(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/power-parents',
      summary: 'Entries of the licence lists and catalogues above, by code',
      request: {
        query: z.object({
          q: z.string().trim().max(100).optional(),
          after: z
            .string()
            .regex(/^\d{12}$/)
            .optional(),
          limit: z.coerce.number().int().min(1).max(100).default(50),
        }),
      },
      responses: {
        200: jsonOf(ParentList, 'Entries'),
        401: refusals[401],
      },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { limit, after, q } = c.req.valid('query');
      const rows = await listParents(ctx.db, { limit: limit + 1, after, q });
      const items = rows.slice(0, limit);
      const next = rows.length > limit ? (items.at(-1)?.code ?? null) : null;
      return c.json({ items, next }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/power-parents/findings',
      summary: 'Items of the reader’s agency that depart from the entry they rest on',
      responses: { 200: jsonOf(z.object({ items: z.array(Finding) }), 'Findings'), 401: refusals[401] },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { agencyId } = staff.actor;
      const found = await findingsAgainstParents(ctx.db, { agencyId });
      return c.json({ items: found.map((one) => findingOf(one, langOf(c))) }, 200, NO_STORE);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/power-parents/import',
      summary: 'Take entries of the lists above in; a dry run reports only',
      request: {
        body: bodyOf(
          z.object({ file: z.unknown(), dryRun: z.boolean().default(false) }),
          '{"parents": […]} as JSON',
        ),
      },
      responses: {
        200: jsonOf(Report, 'Report by row, and the items that depart now'),
        ...refusals,
        422: { description: 'Errors: nothing was written; the report in `detail`' },
      },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { file, dryRun } = c.req.valid('json');
      const lang = langOf(c);
      const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
      const { agencyId } = staff.actor;
      const done = await importParents(useCaseOf(ctx, c), staff.actor, { agencyId, json: file, dryRun });
      if (done.ok) return c.json(reportOf(done.value, lang), 200, NO_STORE);
      switch (done.error.code) {
        case 'powers/forbidden':
          return problem(c, 403, done.error.code, {
            title: say('上级目录由领导小组办公室导入。', 'The leading group office imports the lists above.'),
          });
        case 'import/not-a-file':
          return problem(c, 422, done.error.code, {
            title: say(
              '这不是上级目录：需要 {"parents": […]}。',
              'Not a list of entries: {"parents": […]} is needed.',
            ),
          });
        case 'import/errors':
          return problem(c, 422, done.error.code, {
            title: say(
              '有错误，没有写入。请按行改正。',
              'There are errors: nothing was written. Mend the rows.',
            ),
            detail: { ...reportOf(done.error.report, lang) },
          });
        default:
          return problem(c, 409, done.error.code, {
            title: say('同时有另一次导入，请再试一次。', 'Another import ran at the same time; try again.'),
          });
      }
    },
  );
}

function findingOf({ agencyId: _, departs, ...rest }: ParentFinding, lang: 'zh' | 'en') {
  return { ...rest, departs: departs.map((field) => ({ field, label: elementName(field, lang) })) };
}

function reportOf(report: ParentReport, lang: 'zh' | 'en'): z.infer<typeof Report> {
  return {
    ...report,
    problems: [...report.problems],
    findings: report.findings.map((one) => findingOf(one, lang)),
  };
}

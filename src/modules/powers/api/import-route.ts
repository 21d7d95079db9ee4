import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { assertNever } from '#kernel';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, langOf, problem, type HttpEnv } from '#platform/http';
import type { z } from 'zod';
import { ImportReportView, ImportRequest } from '../contract/index.ts';
import { importItems, type ImportReport } from '../use-cases/import-items.ts';
import { rowFieldName, rowText } from './texts.ts';

/** `POST /api/v1/powers/import`: a list of items as drafts; a dry run reports only. */
export function importRoute(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/powers/import',
      summary: 'Take a list of power items in as drafts',
      request: { body: bodyOf(ImportRequest, 'The file as JSON; dryRun reports only') },
      responses: {
        200: jsonOf(ImportReportView, 'Report by row and field'),
        401: { description: 'Not logged in' },
        403: { description: 'Not allowed' },
        422: { description: 'Errors: nothing was written; the report in `detail`' },
      },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { file, dryRun } = c.req.valid('json');
      const lang = langOf(c);
      const done = await importItems(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        json: file,
        dryRun,
      });
      if (done.ok) return c.json(viewOf(done.value, lang), 200, { 'cache-control': 'private, no-store' });
      switch (done.error.code) {
        case 'powers/forbidden':
          return problem(c, 403, done.error.code, {
            title:
              lang === 'zh'
                ? '导入整份清单由领导小组办公室或全机关的登记员办理。'
                : 'A list is imported by the leading group office, or a registrar of the whole agency.',
          });
        case 'import/not-a-file':
          return problem(c, 422, done.error.code, {
            title:
              lang === 'zh'
                ? '这不是事项清单：需要 {"items": […]}。'
                : 'Not a list of items: {"items": […]} is needed.',
          });
        case 'import/errors':
          return problem(c, 422, done.error.code, {
            title:
              lang === 'zh'
                ? '有错误，没有写入。请按行改正后再导入。'
                : 'There are errors: nothing was written. Mend the rows and import again.',
            detail: { ...viewOf(done.error.report, lang) },
          });
        case 'conflict':
          return problem(c, 409, done.error.code, {
            title:
              lang === 'zh'
                ? '同时有另一次导入，请再试一次。'
                : 'Another import ran at the same time; try again.',
          });
        default:
          return assertNever(done.error);
      }
    },
  );
}

function viewOf(report: ImportReport, lang: 'zh' | 'en'): z.infer<typeof ImportReportView> {
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      label: rowFieldName(finding.field, lang),
      text: rowText(finding.code, lang),
    })),
  };
}

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { requireStaff, useCaseOf, type StaffActor } from '#modules/access';
import type { AppContext } from '#platform/context';
import { bodyOf, jsonOf, langOf, PRIVATE, problemsOf, type Ctx, type HttpEnv } from '#platform/http';
import { markSpreadsheet, readSpreadsheet } from '#platform/spreadsheet';
import { ImportReportView, ImportRequest } from '../contract/index.ts';
import { can } from '../policy.ts';
import { importItems, type ImportReport } from '../use-cases/import-items.ts';
import { importReportView, refuseImport } from './refuse-import.ts';
import { marksOf } from './import-marks.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const refusals = problemsOf(401, 403, 409, 413, 422);
/** The bytes of the file; what it is, they say themselves. */
const fileBody = {
  required: true,
  description: 'The .xlsx or CSV file itself',
  content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
};

/**
 * `POST /api/v1/powers/import` takes a list in as JSON, `…/import/sheet` as .xlsx or CSV; a dry run reports only.
 * `…/import/sheet/report` answers with the same workbook, its faulty cells marked and commented; it writes nothing here.
 */
export function importRoute(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/powers/import',
      summary: 'Take a list of power items in as drafts',
      request: { body: bodyOf(ImportRequest, 'The file as JSON; dryRun reports only') },
      responses: { 200: jsonOf(ImportReportView, 'Report by row and field'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { file, dryRun } = c.req.valid('json');
      const done = await importItems(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        json: file,
        dryRun,
      });
      return done.ok
        ? c.json(importReportView(done.value, langOf(c)), 200, PRIVATE)
        : refuseImport(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/powers/import/sheet',
      summary: 'Take a 权责清单 in as drafts from a spreadsheet',
      request: { query: z.object({ dryRun: z.enum(['true', 'false']) }), body: fileBody },
      responses: { 200: jsonOf(ImportReportView, 'Report by cell'), ...refusals },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const done = await importSheet(ctx, c, staff.actor, c.req.valid('query').dryRun === 'true');
      return done.ok
        ? c.json(importReportView(done.value, langOf(c)), 200, PRIVATE)
        : refuseImport(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/powers/import/sheet/report',
      summary: 'The same workbook with its faulty cells marked; nothing is taken in',
      request: { body: fileBody },
      responses: {
        200: { description: 'The workbook', content: { [XLSX]: { schema: z.any() } } },
        ...refusals,
      },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const done = await importSheet(ctx, c, staff.actor, true);
      if (done.ok) return sendMarked(c, done.value);
      return done.error.code === 'import/errors'
        ? sendMarked(c, done.error.report)
        : refuseImport(c, done.error);
    },
  );
}

/** The file that was sent, with what the report says of its cells. */
async function sendMarked(c: Ctx, report: ImportReport): Promise<Response> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  return c.body(await markSpreadsheet(bytes, marksOf(report, langOf(c))), 200, {
    ...PRIVATE,
    'content-type': XLSX,
    'content-disposition': 'attachment; filename="import-report.xlsx"',
  });
}

/** Permission first: nobody else’s file is opened. */
async function importSheet(ctx: AppContext, c: Ctx, actor: StaffActor, dryRun: boolean) {
  const { agencyId } = actor;
  if (!can(actor, 'power/import', { agencyId }))
    return { ok: false, error: { code: 'powers/forbidden' } } as const;
  const book = await readSpreadsheet(new Uint8Array(await c.req.arrayBuffer()));
  if (!book.ok) return book;
  return importItems(useCaseOf(ctx, c), actor, { agencyId, sheets: book.value.sheets, dryRun });
}

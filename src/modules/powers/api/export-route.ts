import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { requireStaff, SOCIETY, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import { PRIVATE, problem, problemsOf, type Ctx, type HttpEnv } from '#platform/http';
import { exportCatalogue, type Exported } from '../use-cases/export-catalogue.ts';

const FORMATS = {
  json: { type: 'application/json; charset=utf-8', extension: 'json' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
} as const;
type Format = keyof typeof FORMATS;

/**
 * `GET /api/v1/powers/export`: the catalogue in force as JSON, .xlsx or CSV, for everybody; `of=newest` gives staff every
 * item of their agency as it stands, to be completed in a spreadsheet and imported again.
 */
export function exportRoute(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/powers/export',
      summary: 'The catalogue as a file that an import reads back',
      request: {
        query: z.object({
          format: z.enum(['json', 'xlsx', 'csv']),
          of: z.enum(['in-force', 'newest']).default('in-force'),
          agency: z
            .string()
            .regex(/^[a-z0-9-]{1,64}$/)
            .optional(),
        }),
      },
      responses: {
        200: { description: 'The file', content: { 'application/octet-stream': { schema: z.any() } } },
        ...problemsOf(401, 403, 422),
      },
    }),
    async (c) => {
      const { format, of, agency } = c.req.valid('query');
      if (of === 'in-force') {
        const done = await exportCatalogue(useCaseOf(ctx, c), SOCIETY, { of, format, agency });
        return done.ok ? send(c, format, done.value, {}) : refuse(c, done.error.code);
      }
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { agencyId } = staff.actor;
      const done = await exportCatalogue(useCaseOf(ctx, c), staff.actor, { of, format, agencyId });
      return done.ok ? send(c, format, done.value, PRIVATE) : refuse(c, done.error.code);
    },
  );
}

function refuse(c: Ctx, code: 'powers/forbidden'): Response {
  return problem(c, 403, code, {
    title: {
      zh: '您不能看草稿，可以导出现行清单。',
      en: 'You may not read drafts; export what is in force.',
    },
  });
}

function send(
  c: Ctx,
  format: Format,
  { bytes }: Exported,
  headers: Readonly<Record<string, string>>,
): Response {
  const { type, extension } = FORMATS[format];
  return c.body(bytes, 200, {
    ...headers,
    'content-type': type,
    'content-disposition': `attachment; filename="powers.${extension}"; filename*=UTF-8''${encodeURIComponent(`权责清单.${extension}`)}`,
  });
}

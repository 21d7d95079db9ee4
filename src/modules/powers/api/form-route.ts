import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { requireStaff, useCaseOf } from '#modules/access';
import type { AppContext } from '#platform/context';
import {
  jsonOf,
  langOf,
  PRIVATE,
  problem,
  problemsOf,
  sendStoredFile,
  uploadedName,
  type Ctx,
  type HttpEnv,
} from '#platform/http';
import { messages, t, type Message } from '#platform/i18n';
import { FormFile } from '../contract/index.ts';
import { readForm } from '../use-cases/find-form.ts';
import { storeForm, type FormFileError } from '../use-cases/store-form.ts';
import { refusePower } from './refuse.ts';

const TEXTS = messages({
  'file/too-large': {
    zh: '文件太大，每个文件不超过 {limit} MB。',
    en: 'Too large: at most {limit} MB a file.',
  },
  'file/type-not-allowed': {
    zh: '不能用这种文件。请上传 PDF、Word（.docx）、Excel（.xlsx）、PNG 或者 JPEG；.doc、.xls、.wps 请先另存为 .docx、.xlsx 或者 PDF。',
    en: 'This kind of file is not taken: use PDF, Word (.docx), Excel (.xlsx), PNG or JPEG; save .doc, .xls and .wps as one of these first.',
  },
  'file/empty': { zh: '文件是空的，请重新选择。', en: 'The file is empty.' },
  'file/macros': {
    zh: '文件带有宏，没有接收。请另存为不带宏的 .docx 或者 .xlsx。',
    en: 'The file has macros and was not taken. Save it as .docx or .xlsx without macros.',
  },
  'file/encrypted': {
    zh: '文件加了密码，公众打不开。请去掉密码后再上传。',
    en: 'The file has a password and nobody could open it. Remove it first.',
  },
  'file/damaged': {
    zh: '文件已损坏，打不开。请重新导出后再上传。',
    en: 'The file is damaged: export it again.',
  },
  missing: { zh: '请选择一个文件。', en: 'Choose a file.' },
} as const satisfies Record<FormFileError['code'] | 'missing', Message>);

const versionPath = z.object({ versionId: z.uuid() });

/**
 * `…/forms` of a version: a blank form or sample is uploaded for it, then named in its content like any element; and what it
 * names is downloaded.
 */
export function formRoute(app: OpenAPIHono<HttpEnv>, ctx: AppContext): void {
  app.openapi(
    createRoute({
      method: 'post',
      path: '/power-versions/{versionId}/forms',
      summary: 'Upload a blank form or a sample; the answer goes into the content of the version',
      request: {
        params: versionPath,
        body: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: z.object({ file: z.any().openapi({ type: 'string', format: 'binary' }) }),
            },
          },
        },
      },
      responses: {
        201: jsonOf(FormFile, 'Name, type, size and digest of what was stored'),
        ...problemsOf(401, 403, 404, 409, 413, 422),
      },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { file }: { file?: unknown } = c.req.valid('form');
      if (!(file instanceof File)) return refused(c, { code: 'missing' });
      const done = await storeForm(useCaseOf(ctx, c), staff.actor, {
        agencyId: staff.actor.agencyId,
        versionId: c.req.valid('param').versionId,
        name: uploadedName(file),
        bytes: new Uint8Array(await file.arrayBuffer()),
      });
      if (done.ok) return c.json(done.value, 201, PRIVATE);
      return isOfFile(done.error) ? refused(c, done.error) : refusePower(c, done.error);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/power-versions/{versionId}/forms/{sha256}',
      summary: 'A blank form or sample of a version',
      request: { params: versionPath.extend({ sha256: FormFile.shape.sha256 }) },
      responses: {
        200: { description: 'The file', content: { 'application/octet-stream': { schema: z.any() } } },
        ...problemsOf(401, 403, 404, 422),
      },
    }),
    async (c) => {
      const staff = requireStaff(c);
      if ('answer' in staff) return staff.answer;
      const { agencyId } = staff.actor;
      const found = await readForm(ctx.db, staff.actor, { agencyId, ...c.req.valid('param') });
      return found.ok ? sendStoredFile(ctx, c, found.value, PRIVATE) : refusePower(c, found.error);
    },
  );
}

function isOfFile<E extends { readonly code: string }>(error: E): error is Extract<E, FormFileError> {
  return error.code.startsWith('file/');
}

function refused(c: Ctx, error: FormFileError | { readonly code: 'missing' }): Response {
  const limit = error.code === 'file/too-large' ? Math.floor(error.limit / 1_048_576) : 0;
  const message = t(langOf(c), TEXTS[error.code], { limit });
  const code = error.code === 'missing' ? 'file/empty' : error.code;
  return problem(c, 422, code, { title: message, fields: [{ path: 'file', code, message }] });
}

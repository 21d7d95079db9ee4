import { messages, t, type Message } from '#platform/i18n';
import { langOf, problem, type Ctx } from '#platform/http';
import type { FileProblem } from '../http/receive-files.ts';

const TEXTS = messages({
  'file/too-large': {
    zh: '文件太大，每个文件不超过 {limit} MB。',
    en: 'Too large: at most {limit} MB a file.',
  },
  'file/type-not-allowed': {
    zh: '不能接收这种文件，请上传 PDF、图片、Word、Excel 或者纯文本文件。',
    en: 'This kind of file is not taken: send PDF, pictures, Word, Excel or plain text.',
  },
  'file/empty': { zh: '文件是空的，请重新选择。', en: 'The file is empty.' },
  'file/too-many': {
    zh: '文件太多，一次不超过 {limit} 个。',
    en: 'Too many files: at most {limit} at once.',
  },
} as const satisfies Record<FileProblem['error']['code'], Message>);

export function fileProblemText(lang: 'zh' | 'en', { error }: FileProblem): string {
  const limit =
    'limit' in error
      ? error.code === 'file/too-large'
        ? Math.floor(error.limit / 1_048_576)
        : error.limit
      : 0;
  return t(lang, TEXTS[error.code], { limit });
}

export function fileProblemsOf(c: Ctx, problems: readonly FileProblem[]): Response {
  const fields = problems.map((one) => ({
    path: one.field,
    code: one.error.code,
    message: fileProblemText(langOf(c), one),
  }));
  return problem(c, 422, 'cases/application-fields', { title: fields[0]?.message ?? '', fields });
}

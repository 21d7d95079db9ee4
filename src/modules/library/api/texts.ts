import { problem, type Ctx } from '#platform/http';
import { messages, t, type Lang, type Message } from '#platform/i18n';
import type { LibraryRefusal, LibraryRefusalCode } from '../domain/errors.ts';

type Answer = {
  readonly status: 403 | 404 | 409 | 412 | 422;
  readonly title: Message;
  readonly field?: string;
};

const words = messages({
  forbidden: { zh: '您没有这项权限。', en: 'You are not allowed to do this.' },
  notFound: { zh: '没有找到。', en: 'Not found.' },
  taken: {
    zh: '依据库里已经有这部法律或文件，请打开它来改。',
    en: 'The library has this law already; open it and change it there.',
  },
  faulty: { zh: '有地方填得不对，请按提示改。', en: 'Something is not right; see the fields.' },
  verified: { zh: '已经核对过了。', en: 'It is verified already.' },
  stale: { zh: '别人刚改过，请刷新后再办。', en: 'Somebody else was faster; reload.' },
});

/** What is wrong at a place of an entry or of a file. */
const FAULTS: Readonly<Record<string, Message>> = messages({
  'library/article-unreadable': {
    zh: '一行写一条，例如“第四十二条”。',
    en: 'One article a row, e.g. 第四十二条.',
  },
  'library/article-twice': {
    zh: '同一条在同一段时间里写了两次。',
    en: 'The same article twice for the same time.',
  },
  'library/ends-before-it-begins': { zh: '失效日不能早于生效日。', en: 'It ends before it begins.' },
  'library/amended-before-promulgated': {
    zh: '修改日期早于公布日期。',
    en: 'Amended before it was promulgated.',
  },
  'library/in-force-before-made': {
    zh: '施行日期早于公布（通过）日期，请核对。',
    en: 'In force before it was made; check both days.',
  },
  'library/file-shape': {
    zh: '文件应是 {"laws": [ … ]} 这样的 JSON。',
    en: 'The file should be JSON of the form {"laws": [ … ]}.',
  },
  'library/title-twice': { zh: '同一部法律在文件里出现两次。', en: 'The same law twice in the file.' },
  invalid_type: { zh: '没有填写，或者类型不对。', en: 'Missing, or of the wrong kind.' },
  invalid_value: { zh: '不在可以填的范围内。', en: 'Not one of the possible values.' },
  invalid_format: { zh: '格式不对，日期写成 2026-03-01。', en: 'Wrong format; write days as 2026-03-01.' },
  too_big: { zh: '太长了。', en: 'Too long.' },
  too_small: { zh: '没有填写。', en: 'Missing.' },
  unrecognized_keys: { zh: '有不认识的字段。', en: 'There are unknown fields.' },
});
const OTHER: Message = { zh: '填得不对。', en: 'Not right.' };

const faultMessage = (code: string): Message => FAULTS[code] ?? OTHER;
export const faultText = (lang: Lang, code: string): string => t(lang, faultMessage(code));

/** Status, sentence and place on the form of each refusal. */
export const ANSWERS = {
  'library/forbidden': { status: 403, title: words.forbidden },
  'library/not-found': { status: 404, title: words.notFound },
  'library/title-taken': { status: 409, title: words.taken, field: 'title' },
  'library/faulty': { status: 422, title: words.faulty },
  'library/verified-already': { status: 409, title: words.verified },
  'library/stale': { status: 412, title: words.stale },
  conflict: { status: 409, title: words.stale },
} as const satisfies Record<LibraryRefusalCode, Answer>;

export function refuse(c: Ctx, refusal: LibraryRefusal): Response {
  const answer: Answer = ANSWERS[refusal.code];
  const { code, ...detail } = refusal;
  const fields =
    refusal.code === 'library/faulty' && refusal.faults !== undefined
      ? refusal.faults.map((fault) => ({
          path: fault.field,
          code: fault.code,
          message: faultMessage(fault.code),
        }))
      : answer.field === undefined
        ? []
        : [{ path: answer.field, code, message: answer.title }];
  return problem(c, answer.status, code, {
    title: answer.title,
    detail,
    ...(fields.length === 0 ? {} : { fields }),
  });
}

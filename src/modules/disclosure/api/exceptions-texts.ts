import { formatDay } from '#kernel';
import { problem, type Ctx } from '#platform/http';
import { messages, type Message } from '#platform/i18n';
import { SECRECY_WARNING } from '../contract/exception-words.ts';
import type { ExceptionRefusal, ExceptionRefusalCode } from '../domain/exceptions/errors.ts';
import { MUST_BE_PUBLIC } from '../domain/exceptions/subjects.ts';

type Answer = {
  readonly status: 403 | 404 | 409 | 412 | 422;
  readonly title: Message;
  readonly field?: string;
};

const words = messages({
  notFound: { zh: '没有找到。', en: 'Not found.' },
  forbidden: { zh: '您没有这项权限。', en: 'You are not allowed to do this.' },
  secret: {
    zh: `${SECRECY_WARNING.zh}这次填写的内容没有保存。`,
    en: `${SECRECY_WARNING.en} Nothing of what you entered was stored.`,
  },
  internal: {
    zh: '内部制度、会议纪要、领导批示不是不公开的依据。请写明禁止公开的法律、行政法规及其条款，例如《统计法》第九条（《政府信息公开条例》第十四条）。',
    en: 'Internal rules, minutes and instructions are no ground. Name the law or administrative regulation that forbids disclosure, to the article.',
  },
  unfit: { zh: '这条依据不适用于这类内容，请另选。', en: 'This ground does not fit what is to be withheld.' },
  citation: {
    zh: '请写明是哪一部法律、行政法规的哪一条禁止公开。',
    en: 'Name the law or regulation that forbids it, to the article.',
  },
  mustBePublic: {
    zh: `依法必须公开（${MUST_BE_PUBLIC}），不能登记为不公开。`,
    en: 'The law has this published; it cannot be withheld.',
  },
  nothing: { zh: '这里没有填写内容，不需要登记。', en: 'There is nothing in it to withhold.' },
  notOwed: {
    zh: '现在不需要向社会公开，不用登记；已经公布的整个事项或者制度要撤下的，按撤下办理。',
    en: 'It is not owed to society now. A published item or rule is taken down, not withheld.',
  },
  party: {
    zh: '这是依法要送达当事人的文书，不能对当事人不公开。范围请选“当事人”或者“依申请公开”。',
    en: 'The law has the party receive this document; choose a scope that the party is in.',
  },
  range: { zh: '日期要在可选范围内。', en: 'The day lies outside what the ground allows.' },
  title: {
    zh: '请写公开登记里用的名称，说明是什么、不透露内容。',
    en: 'Give the name it has in the public register, without giving it away.',
  },
  personal: {
    zh: '公开登记的名称里有疑似个人信息，请去掉。',
    en: 'The public name seems to hold personal data; take it out.',
  },
  formReason: {
    zh: '请写明为什么连登记条目也不能公开。',
    en: 'Say why even the entry would do harm.',
  },
  reveals: {
    zh: '社会还不知道有这个办件，公开条目会泄露它。请改为“只公开年度数量”。',
    en: 'Society does not know of this case yet; its entry would tell. Choose the yearly count.',
  },
  public: {
    zh: '社会已经看得到这项内容，不能只公开年度数量，请改为公开条目。',
    en: 'Society can read it already; only an entry is honest.',
  },
  asked: { zh: '这项内容已经申请过或者正在不公开。', en: 'It has been asked for, or is withheld already.' },
  state: { zh: '现在的状态不允许这样做，请刷新后查看。', en: 'Its state does not allow this; reload.' },
  eyes: {
    zh: '您已经在这项申请上签过名，要由别人来办。',
    en: 'Your name is on this request already; somebody else has to do this.',
  },
  reason: { zh: '请写明理由。', en: 'A reason is needed.' },
  stale: { zh: '别人刚办过，请刷新后再办。', en: 'Somebody else was faster; reload.' },
});

/** Status, sentence and place on the form of each refusal. */
export const EXCEPTION_ANSWERS = {
  'exceptions/not-found': { status: 404, title: words.notFound },
  'exceptions/forbidden': { status: 403, title: words.forbidden },
  'exceptions/state-secret': { status: 422, title: words.secret },
  'exceptions/internal-rule': { status: 422, title: words.internal },
  'exceptions/ground-unfit': { status: 422, title: words.unfit, field: 'ground' },
  'exceptions/citation-missing': { status: 422, title: words.citation, field: 'cited' },
  'exceptions/must-be-public': { status: 422, title: words.mustBePublic, field: 'element' },
  'exceptions/nothing-there': { status: 422, title: words.nothing, field: 'element' },
  'exceptions/not-owed': { status: 422, title: words.notOwed, field: 'subjectKind' },
  'exceptions/party-must-see': { status: 422, title: words.party, field: 'scope' },
  'exceptions/date-out-of-range': { status: 422, title: words.range, field: 'endsOn' },
  'exceptions/title-missing': { status: 422, title: words.title, field: 'publicTitle' },
  'exceptions/personal-data': { status: 422, title: words.personal, field: 'publicTitle' },
  'exceptions/form-reason-missing': { status: 422, title: words.formReason, field: 'formReason' },
  'exceptions/entry-would-reveal': { status: 422, title: words.reveals, field: 'form' },
  'exceptions/already-public': { status: 409, title: words.public, field: 'form' },
  'exceptions/already-asked': { status: 409, title: words.asked },
  'exceptions/not-in-this-state': { status: 409, title: words.state },
  'exceptions/four-eyes': { status: 403, title: words.eyes },
  'exceptions/reason-missing': { status: 422, title: words.reason, field: 'reason' },
  'exceptions/stale': { status: 412, title: words.stale },
  conflict: { status: 409, title: words.stale },
} as const satisfies Record<ExceptionRefusalCode, Answer>;

/** The answer to a refusal. What was typed is never repeated: it may be what should not have been. */
export function refuseException(c: Ctx, refusal: ExceptionRefusal): Response {
  const answer: Answer = EXCEPTION_ANSWERS[refusal.code];
  const { code, ...detail } = refusal;
  const title = refusal.code === 'exceptions/date-out-of-range' ? rangeText(refusal) : answer.title;
  const path = 'field' in refusal ? refusal.field : answer.field;
  return problem(c, answer.status, code, {
    title,
    detail,
    ...(path === undefined ? {} : { fields: [{ path, code, message: title }] }),
  });
}

type OutOfRange = Extract<ExceptionRefusal, { readonly code: 'exceptions/date-out-of-range' }>;

function rangeText({ first, last }: OutOfRange): Message {
  return {
    zh: `日期要在 ${formatDay(first, 'zh')} 至 ${formatDay(last, 'zh')} 之间。`,
    en: `The day must lie between ${formatDay(first, 'en')} and ${formatDay(last, 'en')}.`,
  };
}

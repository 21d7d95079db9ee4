import { refusePower, type PowerRefusal } from '#modules/powers';
import { problem, type Ctx } from '#platform/http';
import { messages, type Message } from '#platform/i18n';
import type { ClarificationRefusalCode } from '../domain/errors.ts';
import type { DecisionRefusal } from '../use-cases/decide-finding.ts';

type Answer = {
  readonly status: 403 | 404 | 409 | 412 | 422;
  readonly title: Message;
  readonly field?: string;
};

const words = messages({
  forbidden: { zh: '您没有这项权限。', en: 'You are not allowed to do this.' },
  notFound: { zh: '没有找到这一条。', en: 'There is no such finding.' },
  running: { zh: '比对正在进行，请稍候再看结果。', en: 'A comparison is under way; wait for its result.' },
  decided: { zh: '这一条已经处理，不能再改。', en: 'This finding is settled and stays as it is.' },
  reason: { zh: '请写明处理理由。', en: 'Give the reason of the decision.' },
  basis: { zh: '调整要有依据，请填写。', en: 'An adjustment needs a basis.' },
  discussed: {
    zh: '合并、转移、取消之前要先讨论。请先记录一次座谈、研讨、论证或者书面意见。',
    en: 'A merger, transfer or cancellation is discussed first. Put a discussion on record.',
  },
  merge: {
    zh: '只有本机关的两个事项可以合并，请选定保留哪一个。',
    en: 'Only two powers of this body can be merged; choose the one that stays.',
  },
  receiver: { zh: '请选定或者填写转给谁。', en: 'Say where the power goes.' },
  asked: { zh: '已经问过这个机关，还没有答复。', en: 'That body was asked and has not answered yet.' },
  agreed: {
    zh: '接收机关还没有同意承接现在这一版，请先征求它的意见。',
    en: 'The receiving body has not agreed to take over what is in force now. Ask it first.',
  },
  gone: {
    zh: '这个事项现在不在清单上，请重新比对。',
    en: 'The power is not on the list any more; compare again.',
  },
  later: { zh: '讨论的日期不能晚于今天。', en: 'A discussion cannot be held after today.' },
  stale: { zh: '别人刚改过，请刷新后再办。', en: 'Somebody else was faster; reload.' },
});

/** Status, sentence and place on the form of each refusal. */
export const ANSWERS = {
  'clarification/forbidden': { status: 403, title: words.forbidden },
  'clarification/not-found': { status: 404, title: words.notFound },
  'clarification/running': { status: 409, title: words.running },
  'clarification/decided': { status: 409, title: words.decided },
  'clarification/reason-missing': { status: 422, title: words.reason, field: 'reason' },
  'clarification/basis-missing': { status: 422, title: words.basis, field: 'basis' },
  'clarification/not-discussed': { status: 409, title: words.discussed },
  'clarification/nothing-to-merge': { status: 422, title: words.merge, field: 'survivorId' },
  'clarification/receiver-missing': { status: 422, title: words.receiver, field: 'receiver' },
  'clarification/asked': { status: 409, title: words.asked, field: 'receiverId' },
  'clarification/not-agreed': { status: 409, title: words.agreed, field: 'receiverId' },
  'clarification/not-in-force': { status: 409, title: words.gone },
  'clarification/held-after-today': { status: 422, title: words.later, field: 'heldOn' },
  'clarification/stale': { status: 412, title: words.stale },
  conflict: { status: 409, title: words.stale },
} as const satisfies Record<ClarificationRefusalCode, Answer>;

export function refuse(c: Ctx, refusal: DecisionRefusal): Response {
  if (isOfPowers(refusal)) return refusePower(c, refusal);
  const answer: Answer = ANSWERS[refusal.code];
  const { code, ...detail } = refusal;
  return problem(c, answer.status, code, {
    title: answer.title,
    detail,
    ...(answer.field === undefined ? {} : { fields: [{ path: answer.field, code, message: answer.title }] }),
  });
}

const isOfPowers = (refusal: DecisionRefusal): refusal is PowerRefusal => refusal.code.startsWith('powers/');

import { problem, type Ctx } from '#platform/http';
import { messages, type Message } from '#platform/i18n';
import type { CampaignRefusal, CampaignRefusalCode } from '../domain/errors.ts';

type Answer = {
  readonly status: 403 | 404 | 409 | 412 | 422;
  readonly title: Message;
  readonly field?: string;
};

const words = messages({
  forbidden: { zh: '您没有这项权限。', en: 'You are not allowed to do this.' },
  notFound: { zh: '没有找到。', en: 'Not found.' },
  closed: { zh: '这次清权已经结束或者撤销，不能再改。', en: 'This campaign has ended.' },
  office: { zh: '有处室不在本机关，请重新选择。', en: 'An office is not of this agency.' },
  deadline: { zh: '截止日不能早于今天。', en: 'The date lies in the past.' },
  workingDay: {
    zh: '截止日要是工作日，请改为之后的工作日。',
    en: 'The date must be a working day; take the next one.',
  },
  nothing: {
    zh: '没有列出事项，也没有报零报告，不能签字。',
    en: 'Nothing is listed and it is no nil return.',
  },
  successor: {
    zh: '承接的处室要是本机关的另一个处室，而且还没有审核通过。',
    en: 'It is carried over to another office of the agency whose return has not passed.',
  },
  phases: {
    zh: '有一个阶段的结束日早于开始日，请核对。',
    en: 'A phase ends before it begins; check its days.',
  },
  twoTrials: {
    zh: '试运行阶段最多一个，请只留一个。',
    en: 'More than one phase is for trials; keep one.',
  },
  order: {
    zh: '各阶段要按先后填写：有阶段早于它上面的阶段开始。',
    en: 'A phase begins before the one above it.',
  },
  outside: {
    zh: '填报截止日不在任何一个阶段之内，请核对阶段和截止日。',
    en: 'Returns are due on a day of none of the phases.',
  },
  stands: {
    zh: '填报截止日已过，不能再改：迟报的如实记录，处室可以说明理由。',
    en: 'The date has passed and stands: who is late says why.',
  },
  state: {
    zh: '填报现在的状态不允许这样做，请刷新后查看。',
    en: 'The state of the return does not allow this; reload.',
  },
  changed: {
    zh: '内容刚有变化，不是您看到的那一份。请看过现在的内容再签。',
    en: 'It is not what you saw any more. Look at it again before you sign.',
  },
  nil: { zh: '零报告不能同时列出事项。', en: 'A nil return lists nothing.' },
  strangers: { zh: '有事项不属于这个处室。', en: 'A power is not one of this office.' },
  reason: { zh: '请写明理由。', en: 'A reason is needed.' },
  post: { zh: '您现在不在这个岗位上，不能签字。', en: 'You do not hold this post today and cannot sign.' },
  twice: {
    zh: '您已经在这份填报上签过字，下一步要由别人来做：会签由分管领导，审核通过由领导小组办公室的另一位成员。',
    en: 'You have signed this return; the next step is somebody else’s: the leader in charge countersigns, another member of the leading group office passes it.',
  },
  finding: { zh: '这一条现在已经不是问题，请刷新。', en: 'This is no finding any more; reload.' },
  unfinished: {
    zh: '还有处室没有办完，或者有疑似漏项没有说明，不能结束。',
    en: 'Offices are not done, or findings not explained yet.',
  },
  stale: { zh: '别人刚改过，请刷新后再办。', en: 'Somebody else was faster; reload.' },
});

/** Status, sentence and place on the form of each refusal. */
export const ANSWERS = {
  'campaigns/forbidden': { status: 403, title: words.forbidden },
  'campaigns/not-found': { status: 404, title: words.notFound },
  'campaigns/closed': { status: 409, title: words.closed },
  'campaigns/unknown-office': { status: 422, title: words.office, field: 'officeIds' },
  'campaigns/deadline-past': { status: 422, title: words.deadline, field: 'deadline' },
  'campaigns/no-working-day': { status: 422, title: words.workingDay, field: 'deadline' },
  'campaigns/phases': { status: 422, title: words.phases, field: 'phases' },
  'campaigns/two-trials': { status: 422, title: words.twoTrials, field: 'phases' },
  'campaigns/phase-order': { status: 422, title: words.order, field: 'phases' },
  'campaigns/deadline-outside-phases': { status: 422, title: words.outside, field: 'deadline' },
  'campaigns/deadline-stands': { status: 409, title: words.stands, field: 'deadline' },
  'campaigns/not-in-this-state': { status: 409, title: words.state },
  'campaigns/changed': { status: 409, title: words.changed },
  'campaigns/nil-with-entries': { status: 422, title: words.nil, field: 'nil' },
  'campaigns/not-this-office': { status: 422, title: words.strangers, field: 'entries' },
  'campaigns/nothing-listed': { status: 409, title: words.nothing },
  'campaigns/not-its-successor': { status: 422, title: words.successor, field: 'successorOfficeId' },
  'campaigns/reason-missing': { status: 422, title: words.reason, field: 'reason' },
  'campaigns/not-in-post': { status: 403, title: words.post },
  'campaigns/signed-already': { status: 403, title: words.twice },
  'campaigns/unknown-finding': { status: 409, title: words.finding },
  'campaigns/unfinished': { status: 409, title: words.unfinished },
  'campaigns/stale': { status: 412, title: words.stale },
  conflict: { status: 409, title: words.stale },
} as const satisfies Record<CampaignRefusalCode, Answer>;

export function refuse(c: Ctx, refusal: CampaignRefusal): Response {
  const answer: Answer = ANSWERS[refusal.code];
  const { code, ...detail } = refusal;
  return problem(c, answer.status, code, {
    title: answer.title,
    detail,
    ...(answer.field === undefined ? {} : { fields: [{ path: answer.field, code, message: answer.title }] }),
  });
}

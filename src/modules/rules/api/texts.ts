import { answerRefusal, type Answer } from '#modules/approval';
import { refuseDeliberation, type DeliberationRefusal } from '#modules/deliberation';
import type { Ctx } from '#platform/http';
import { messages, t, type Lang, type Message } from '#platform/i18n';
import type { BlockerCode } from '../domain/blockers.ts';
import type { RuleRefusal, RuleRefusalCode } from '../domain/errors.ts';

const words = messages({
  forbidden: { zh: '您的岗位不能做这一步。', en: 'Your post may not do this.' },
  notFound: { zh: '没有找到这项制度。', en: 'No such rule.' },
  state: {
    zh: '这个版本现在不能做这一步，请刷新后看看它走到了哪里。',
    en: 'This version does not take that act now; reload to see where it stands.',
  },
  stale: {
    zh: '别人刚改过这个版本。请先看看改了什么，再提交您的修改。',
    en: 'Somebody else just changed this version. See what changed, then submit again.',
  },
  draft: {
    zh: '这项制度已经有一个未公布的版本，请在那个版本上修改。',
    en: 'This rule has an unpublished version already; edit that one.',
  },
  waiting: {
    zh: '这份草稿正在等人签字、审核或者公布。请先点“修改”收回（已经审核通过的，请领导小组办公室退回），再删除。',
    en: 'Somebody is to sign, review or publish this draft. Take it back by editing it (once passed, have it returned), then delete it.',
  },
  notDrafter: {
    zh: '这份草稿不是您起草的，也没有改过，请由起草的人删除。',
    en: 'You neither drafted nor edited this draft; whoever did deletes it.',
  },
  owed: {
    zh: '这份草稿曾经审核通过，到期没有公布，不能删除：请改好、公布。',
    en: 'This draft passed once and is late to be published: it cannot be deleted, only mended and published.',
  },
  repealed: { zh: '这项制度已经废止，不再修订。', en: 'This rule is repealed; it is revised no more.' },
  repealText: {
    zh: '废止不改条文。要改条文的，请退回后另行修订。',
    en: 'A repeal does not change the text. Revise it instead.',
  },
  reason: { zh: '请写明理由。', en: 'A reason is needed.' },
  fourEyes: {
    zh: '您起草过或者已经签过这个版本，审核要由别人来做。',
    en: 'You drafted or signed this version; the review is somebody else’s.',
  },
  reference: { zh: '本机关没有这一项，请重新选择。', en: 'Not one of this agency: choose again.' },
  blocked: { zh: '还有内容没有完成，不能公布。', en: 'Something is missing: it cannot be published yet.' },
  conflict: {
    zh: '同时有人在做同一步，请刷新后再看。',
    en: 'Somebody did the same at the same time; reload.',
  },
});

const BLOCKERS = messages({
  'rules/articles-missing': { zh: '没有条文', en: 'no articles' },
  'rules/number-missing': {
    zh: '没有文号：请向办公室要来填上（已有签字会作废，已审核通过的要先退回）',
    en: 'no document number: ask the agency’s office for it (filling it in voids the signatures; once passed, have it returned first)',
  },
  'rules/number-taken': {
    zh: '这个文号已经用在另一项制度上，请向办公室核对后改正',
    en: 'another rule has this document number; check it with the agency’s office and correct it',
  },
  'rules/reason-missing': { zh: '没有写修订或者废止的理由', en: 'no reason for the revision or repeal' },
  'rules/effective-in-the-past': {
    zh: '施行日期已经过去，请改为今天以后，或者不填（自公布之日起施行）',
    en: 'the day it comes into force has passed; change it, or leave it out',
  },
  'rules/item-gone': {
    zh: '所管理的事项有的已经不再行使，请重新选择',
    en: 'a power it governs is not in force any more; choose again',
  },
  'rules/step-gone': {
    zh: '所管理的环节在现行流程里已经没有了，请重新选择',
    en: 'a step it governs is not in the flow any more; choose again',
  },
  'rules/withheld': {
    zh: '已经登记不公开，在终止以前不公布',
    en: 'withheld by the non-public register: not published until that ends',
  },
  'rules/resolution-missing': {
    zh: '还没有集体审议通过',
    en: 'no resolution on this version has been adopted',
  },
  'rules/meeting-open': {
    zh: '决议已经通过，会议还没有闭会；闭会后才能公布',
    en: 'the resolution is adopted, the meeting is not closed yet; publication waits for closing',
  },
}) satisfies Record<BlockerCode, Message>;

export const blockerText = (code: BlockerCode, lang: Lang): string => t(lang, BLOCKERS[code]);

/** Status, sentence and place on the form of each refusal. */
const ANSWERS = {
  'rules/forbidden': { status: 403, title: words.forbidden },
  'rules/not-found': { status: 404, title: words.notFound },
  'rules/not-in-this-state': { status: 409, title: words.state },
  'rules/stale': { status: 412, title: words.stale },
  'rules/waiting': { status: 409, title: words.waiting },
  'rules/not-drafter': { status: 403, title: words.notDrafter },
  'rules/owed': { status: 409, title: words.owed },
  'rules/draft-exists': { status: 409, title: words.draft },
  'rules/repealed': { status: 409, title: words.repealed },
  'rules/text-of-a-repeal': { status: 422, title: words.repealText, field: 'articles' },
  'rules/reason-missing': { status: 422, title: words.reason, field: 'reason' },
  'rules/four-eyes': { status: 403, title: words.fourEyes },
  'rules/unknown-reference': { status: 422, title: words.reference },
  'rules/blocked': { status: 422, title: words.blocked },
  conflict: { status: 409, title: words.conflict },
} as const satisfies Record<RuleRefusalCode, Answer>;

export function refuseTabling(c: Ctx, refusal: RuleRefusal | DeliberationRefusal): Response {
  return isOfDeliberation(refusal) ? refuseDeliberation(c, refusal) : refuse(c, refusal);
}

function isOfDeliberation(refusal: RuleRefusal | DeliberationRefusal): refusal is DeliberationRefusal {
  return !refusal.code.startsWith('rules/');
}

export function refuse(c: Ctx, refusal: RuleRefusal): Response {
  return answerRefusal(c, refusal, ANSWERS[refusal.code], BLOCKERS);
}

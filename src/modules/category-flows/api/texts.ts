import { answerRefusal, type Answer } from '#modules/approval';
import { refuseDeliberation, type DeliberationRefusal } from '#modules/deliberation';
import { refuseFlow, type DraftRefusal, type VersionRefusal } from '#modules/flows';
import type { Ctx } from '#platform/http';
import { messages, t, type Lang, type Message } from '#platform/i18n';
import type { BlockerCode } from '../domain/blockers.ts';
import type { CategoryRefusal, CategoryRefusalCode } from '../domain/errors.ts';

const words = messages({
  forbidden: { zh: '您的岗位不能做这一步。', en: 'Your post may not do this.' },
  notFound: { zh: '没有找到这个通用流程。', en: 'No such general flow.' },
  state: {
    zh: '这个版本现在不能做这一步，请刷新后看看它走到了哪里。',
    en: 'This version does not take that act now; reload to see where it stands.',
  },
  stale: {
    zh: '别人刚改过这个版本。请先看看改了什么，再做这一步。',
    en: 'Somebody else just changed this version. See what changed, then act again.',
  },
  draft: {
    zh: '这个通用流程已经有一个未公布的版本，请在那个版本上修改。',
    en: 'This general flow has an unpublished version already; change that one.',
  },
  reason: { zh: '请写明理由。', en: 'A reason is needed.' },
  ended: {
    zh: '这个通用流程已经终止，不再有新版本；这一类权力还要通用流程的，请新画一个。',
    en: 'This general flow has ended and takes no further version: draw a new one if the category needs one.',
  },
  noDrawing: {
    zh: '这个版本是终止通用流程，没有图可画。',
    en: 'This version ends the general flow: there is nothing to draw.',
  },
  owed: {
    zh: '这个版本曾经审核通过，逾期没有公布，放弃不了：请改好公布。',
    en: 'This version passed once and is late to be published: it cannot be discarded, only mended and published.',
  },
  fourEyes: {
    zh: '您画过、起草过或者已经签过这个版本，审核要由别人来做。',
    en: 'You drew, drafted or signed this version; the review is somebody else’s.',
  },
  reference: { zh: '本机关没有这个处室，请重新选择。', en: 'Not an office of this agency: choose again.' },
  other: {
    zh: '提交的流程图不是这个通用流程、这一类权力的，不能采用。',
    en: 'What was submitted is the program of another flow or of another category.',
  },
  unchanged: {
    zh: '提交的流程图和已公布的版本完全一样，没有可以公布的修改。',
    en: 'What was submitted is the published version, byte for byte; there is nothing new to publish.',
  },
  blocked: { zh: '还有内容没有完成，不能往前走。', en: 'Something is missing: it cannot go on yet.' },
  conflict: {
    zh: '同时有人在做同一步，请刷新后再看。',
    en: 'Somebody did the same at the same time; reload.',
  },
});

const BLOCKERS = messages({
  'category-flows/drawing-missing': { zh: '还没有提交流程图', en: 'no drawing has been submitted' },
  'category-flows/drawing-unlawful': {
    zh: '流程图有不合规定的地方，或者施行那天岗位没有人',
    en: 'the drawing breaks a rule of law, or a post is vacant on the day in force',
  },
  'category-flows/reason-missing': { zh: '没有写修订理由', en: 'no reason for the revision' },
  'category-flows/still-called': {
    zh: '还有现行的流程调用它，请各事项先调整自己的流程',
    en: 'flows in force still call it: each power changes its own flow first',
  },
  'category-flows/effective-in-the-past': {
    zh: '日期已经过去，请改为今天以后，或者不填（自公布之日起）',
    en: 'its day has passed; change it, or leave it out for the day of publication',
  },
  'category-flows/resolution-missing': {
    zh: '还没有集体审议通过',
    en: 'no resolution on this version has been adopted',
  },
  'category-flows/meeting-open': {
    zh: '决议已经通过，会议还没有闭会；闭会后才能公布',
    en: 'the resolution is adopted, the meeting is not closed yet; publication waits for closing',
  },
}) satisfies Record<BlockerCode, Message>;

export const blockerText = (code: BlockerCode, lang: Lang): string => t(lang, BLOCKERS[code]);

/** Status, sentence and place on the form of each refusal. */
const ANSWERS = {
  'category-flows/forbidden': { status: 403, title: words.forbidden },
  'category-flows/not-found': { status: 404, title: words.notFound },
  'category-flows/not-in-this-state': { status: 409, title: words.state },
  'category-flows/stale': { status: 412, title: words.stale },
  'category-flows/draft-exists': { status: 409, title: words.draft },
  'category-flows/reason-missing': { status: 422, title: words.reason, field: 'reason' },
  'category-flows/ended': { status: 409, title: words.ended },
  'category-flows/no-drawing': { status: 409, title: words.noDrawing },
  'category-flows/owed': { status: 409, title: words.owed },
  'category-flows/four-eyes': { status: 403, title: words.fourEyes },
  'category-flows/unknown-reference': { status: 422, title: words.reference, field: 'officeId' },
  'category-flows/other-flow': { status: 422, title: words.other, field: 'flowVersionId' },
  'category-flows/nothing-changed': { status: 422, title: words.unchanged, field: 'flowVersionId' },
  'category-flows/blocked': { status: 422, title: words.blocked },
  conflict: { status: 409, title: words.conflict },
} as const satisfies Record<CategoryRefusalCode, Answer>;

export function refuse(c: Ctx, refusal: CategoryRefusal): Response {
  return answerRefusal(c, refusal, ANSWERS[refusal.code], BLOCKERS);
}

export function refuseTabling(c: Ctx, refusal: CategoryRefusal | DeliberationRefusal): Response {
  return isOurs(refusal) ? refuse(c, refusal) : refuseDeliberation(c, refusal);
}

/** What the flow itself is refused for keeps its own sentence and findings. */
export function refuseDrawing(c: Ctx, refusal: CategoryRefusal | DraftRefusal | VersionRefusal): Response {
  return isOurs(refusal) ? refuse(c, refusal) : refuseFlow(c, refusal);
}

function isOurs(refusal: { readonly code: string }): refusal is CategoryRefusal {
  return refusal.code === 'conflict' || refusal.code.startsWith('category-flows/');
}

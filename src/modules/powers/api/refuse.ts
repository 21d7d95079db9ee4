import { assertNever } from '#kernel';
import { refuseDeliberation, type DeliberationRefusal } from '#modules/deliberation';
import type { Conflict } from '#platform/database';
import { langOf, problem, type Ctx } from '#platform/http';
import { messages, t } from '#platform/i18n';
import type { Blocker } from '../domain/blockers.ts';
import type { PowerRefusal } from '../domain/errors.ts';
import { elementName } from '../portal/element-names.ts';
import { refuseTrial } from './refuse-trial.ts';
import { blockerText } from './texts.ts';

const words = messages({
  forbidden: { zh: '您的岗位不能做这一步。', en: 'Your post may not do this.' },
  foreignOffice: {
    zh: '您只能为自己所在的处室登记职权。请在“承办处室”里改选本处室，或者请那个处室的人登记。',
    en: 'You register powers for your own office only. Choose it under “Office in charge”, or ask somebody of that office.',
  },
  notReadable: {
    zh: '这一版只给承办处室、领导、领导小组办公室和监督机构看，您的岗位打不开。已经公布的内容在公开的权责清单上看。',
    en: 'This version is open to its office, the leaders, the leading group office and the supervisors only. What is published is on the public list.',
  },
  notFound: { zh: '没有这个版本。', en: 'No such version.' },
  state: {
    zh: '这个版本现在不能做这一步，请刷新后看看它走到了哪里。',
    en: 'This version does not take that act now; reload to see where it stands.',
  },
  stale: {
    zh: '别人刚改过这个版本。请先看看改了什么，再提交您的修改。',
    en: 'Somebody else just changed this version. See what changed, then submit again.',
  },
  differs: {
    zh: '“{element}”与现在保存的内容不同',
    en: '{element} differs from what is stored now',
  },
  draftExists: {
    zh: '这个事项已经有一个未公布的版本，请在那个版本上修改。',
    en: 'This power has an unpublished version already; edit that one.',
  },
  codeTaken: {
    zh: '这个编码已经用在另一个事项上。请核对基本编码；确实是同一个事项的，在那个事项上调整。',
    en: 'This code belongs to another power. Check the basic code; if it is the same power, adjust that one.',
  },
  codeTakenBy: {
    zh: '这个编码已经用在“{name}”上。请核对基本编码；确实是同一个事项的，在那个事项上调整。',
    en: 'This code belongs to “{name}”. Check the basic code; if it is the same power, adjust that one.',
  },
  locked: {
    zh: '类型、层级和基本编码随编码定下，公布后不能在这里改。',
    en: 'Type, level and basic code are settled with the code and are not changed once published.',
  },
  reason: { zh: '请写明理由。', en: 'A reason is needed.' },
  reference: { zh: '本机关没有这一项，请重新选择。', en: 'Not one of this agency: choose again.' },
  form: {
    zh: '这个文件没有上传到本机关，或者已经清理，请重新上传。',
    en: 'This file was not uploaded here, or was cleared away: upload it again.',
  },
  past: {
    zh: '施行日期不能早于公布之日（{today}）。',
    en: 'It cannot come into force before the day it is published ({today}).',
  },
  fourEyes: {
    zh: '您已经在这个版本上签过字，下一步要由别人来做。',
    en: 'You have signed this version already; the next step is somebody else’s.',
  },
  blocked: { zh: '还有要素没有完成，不能公布。', en: 'Elements are missing: it cannot be published yet.' },
  flow: {
    zh: '运行流程图与现在的事项不符。请打开流程图，按检查结果改好，再采用。',
    en: 'The flow does not fit the power as it is now. Open the flow, mend what the checks find, and use it again.',
  },
  conflict: {
    zh: '同时有人在做同一步，请刷新后再看。',
    en: 'Somebody did the same at the same time; reload.',
  },
});

/** Every refusal of a power as an answer of the API. */
export function refusePower(c: Ctx, refusal: PowerRefusal | Conflict): Response {
  const lang = langOf(c);
  switch (refusal.code) {
    case 'powers/forbidden':
      return problem(c, 403, refusal.code, { title: t(lang, words.forbidden) });
    case 'powers/foreign-office':
      return problem(c, 403, refusal.code, {
        title: t(lang, words.foreignOffice),
        fields: [{ path: 'officeId', code: refusal.code, message: t(lang, words.foreignOffice) }],
      });
    case 'powers/not-readable':
      return problem(c, 403, refusal.code, { title: t(lang, words.notReadable) });
    case 'powers/not-found':
      return problem(c, 404, refusal.code, { title: t(lang, words.notFound) });
    case 'powers/not-in-this-state':
      return problem(c, 409, refusal.code, { title: t(lang, words.state), detail: { state: refusal.state } });
    case 'powers/stale':
      return problem(c, 412, refusal.code, {
        title: t(lang, words.stale),
        fields: refusal.differs.map((field) => ({
          path: `content/${field}`,
          code: refusal.code,
          message: t(lang, words.differs, { element: elementName(field, lang) }),
        })),
        detail: { rowVersion: refusal.rowVersion },
      });
    case 'powers/draft-exists':
      return problem(c, 409, refusal.code, { title: t(lang, words.draftExists) });
    case 'powers/code-taken': {
      const message =
        refusal.name === undefined
          ? t(lang, words.codeTaken)
          : t(lang, words.codeTakenBy, { name: refusal.name });
      return problem(c, 422, refusal.code, {
        title: message,
        fields: [{ path: 'content/implementationCode', code: refusal.code, message }],
      });
    }
    case 'powers/locked-field':
      return problem(c, 422, refusal.code, {
        title: t(lang, words.locked),
        fields: refusal.fields.map((field) => ({
          path: `content/${field}`,
          code: refusal.code,
          message: t(lang, words.locked),
        })),
      });
    case 'powers/reason-missing':
      return problem(c, 422, refusal.code, {
        title: t(lang, words.reason),
        fields: [{ path: 'reason', code: refusal.code, message: t(lang, words.reason) }],
      });
    case 'powers/unknown-reference':
      return problem(c, 422, refusal.code, {
        title: t(lang, words.reference),
        fields: [{ path: refusal.field, code: refusal.code, message: t(lang, words.reference) }],
      });
    case 'powers/form-unknown':
      return problem(c, 422, refusal.code, {
        title: t(lang, words.form),
        fields: refusal.fields.map((field) => ({
          path: `content/${field}`,
          code: refusal.code,
          message: t(lang, words.form),
        })),
      });
    case 'powers/effective-in-the-past': {
      const message = t(lang, words.past, { today: refusal.today });
      return problem(c, 422, refusal.code, {
        title: message,
        fields: [{ path: 'effectiveFrom', code: refusal.code, message }],
      });
    }
    case 'powers/four-eyes':
      return problem(c, 403, refusal.code, { title: t(lang, words.fourEyes) });
    case 'powers/blocked':
      return problem(c, 422, refusal.code, {
        title: t(lang, refusal.blockers.every(isOfItsFlow) ? words.flow : words.blocked),
        fields: refusal.blockers.map((b) => ({
          path: `content/${b.field}`,
          code: b.code,
          message: blockerText(b.code, lang),
        })),
      });
    case 'powers/flow-refused':
      return problem(c, 422, refusal.code, { title: t(lang, words.flow), detail: { flow: refusal.flow } });
    case 'powers/trial-withheld':
    case 'powers/trial-ends-power':
    case 'powers/trial-end-missing':
    case 'powers/trial-end-before-start':
    case 'powers/trial-too-long':
    case 'powers/trial-used-up':
    case 'powers/trial-early-reason-missing':
    case 'powers/trial-outlived':
    case 'powers/not-on-trial':
    case 'powers/trial-decided':
    case 'powers/trial-not-begun':
    case 'powers/trial-own-hand':
    case 'powers/trial-nothing-before':
      return refuseTrial(c, refusal);
    case 'conflict':
      return problem(c, 409, refusal.code, { title: t(lang, words.conflict) });
    default:
      return assertNever(refusal);
  }
}

const isOfItsFlow = ({ code }: Blocker): boolean => code === 'powers/flow-unlawful';

/** The answer to what stops a version from being tabled: a refusal of this module or of the deliberation. */
export function refuseTabling(c: Ctx, refusal: PowerRefusal | DeliberationRefusal): Response {
  return isOfDeliberation(refusal) ? refuseDeliberation(c, refusal) : refusePower(c, refusal);
}

function isOfDeliberation(refusal: PowerRefusal | DeliberationRefusal): refusal is DeliberationRefusal {
  return !refusal.code.startsWith('powers/');
}

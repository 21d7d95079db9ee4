import { assertNever, toOffsetString } from '#kernel';
import type { Conflict } from '#platform/database';
import { problem, type Ctx } from '#platform/http';
import { messages, type Message } from '#platform/i18n';
import type { OwnerState } from '../domain/drawable.ts';
import type { DraftRefusal, VersionRefusal } from '../domain/errors.ts';
import { toFinding, toIssueView } from './issue-view.ts';

const BOUND = messages({
  signed: {
    zh: '这个版本已经有人签字，图只能看。要改，请刷新页面后按“开始修改”，已有的签字随之作废；您没保存的修改留在这台电脑上。',
    en: 'This version is signed, so its drawing is read only. To change it, reload and press “Begin to change it”, which voids the signatures; what you have not stored stays on this computer.',
  },
  passed: {
    zh: '这个版本已经审核通过，图只能看，退回以后才能改。',
    en: 'This version has passed review, so its drawing is read only until it is returned.',
  },
  published: {
    zh: '这个版本已经公布，图不能再改。请开始新版本。',
    en: 'This version is published and its drawing never changes: begin a new version.',
  },
  discarded: {
    zh: '这个版本已经放弃，图不再改动。',
    en: 'This version was discarded; its drawing is changed no more.',
  },
});

function boundText(state: OwnerState): Message {
  return state === 'passed' || state === 'published' || state === 'discarded' ? BOUND[state] : BOUND.signed;
}

/** Every refusal of a flow or drawing as an answer of the API. */
export function refuseFlow(c: Ctx, refusal: DraftRefusal | VersionRefusal | Conflict): Response {
  switch (refusal.code) {
    case 'flows/not-allowed':
      return problem(c, 403, refusal.code, {
        title: { zh: '您没有画流程、提交流程的权限。', en: 'You may not draw or submit this flow.' },
      });
    case 'flows/not-publishable':
      return problem(c, 422, refusal.code, {
        title: {
          zh: '流程还不能提交，请按所列问题修改。',
          en: 'The flow cannot be submitted yet; see what is listed.',
        },
        detail: { issues: refusal.issues.map(toIssueView) },
      });
    case 'flows/belongs-to-other-power':
      return problem(c, 409, refusal.code, {
        title: { zh: '这个流程编号已经属于另一事项。', en: 'This flow belongs to another power.' },
      });
    case 'flows/version-not-found':
      return problem(c, 404, refusal.code);
    case 'flows/draft-not-found':
      return problem(c, 404, refusal.code, {
        title: { zh: '没有这张流程图。', en: 'No such drawing.' },
      });
    case 'flows/draft-bound':
      return problem(c, 409, refusal.code, {
        title: boundText(refusal.state),
        detail: { state: refusal.state },
      });
    case 'flows/draft-stale': {
      const { by, at, rowVersion } = refusal.edit;
      return problem(c, 412, refusal.code, {
        title: {
          zh: `${by}刚改过这张图。请先看改了什么。`,
          en: `${by} just changed this drawing. See what changed first.`,
        },
        detail: { by, at: toOffsetString(at), rowVersion, differs: [...refusal.differs] },
      });
    }
    case 'flows/file-refused':
      return problem(c, 422, refusal.code, {
        title: {
          zh: '文件里有本系统不认得的内容，没有采用。请按所列逐项修改后再传。',
          en: 'The file holds what this system does not know and was not taken; each such element is listed.',
        },
        detail: { issues: refusal.issues.map(toFinding) },
      });
    case 'conflict':
      return problem(c, 409, refusal.code, {
        title: { zh: '同时有别人提交，请再试一次。', en: 'Somebody submitted at the same time; try again.' },
      });
    default:
      return assertNever(refusal);
  }
}

import { assertNever, toOffsetString } from '#kernel';
import type { Conflict } from '#platform/database';
import { problem, type Ctx } from '#platform/http';
import type { DraftRefusal, VersionRefusal } from '../domain/errors.ts';
import { toFinding, toIssueView } from './issue-view.ts';

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

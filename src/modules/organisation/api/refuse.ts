import { assertNever } from '#kernel';
import { problem, type Ctx } from '#platform/http';
import type { Message } from '#platform/i18n';
import type { AssignmentRefusal, Forbidden, NotFound, Stale, Taken, Unknown } from '../domain/errors.ts';

type Refusal =
  | AssignmentRefusal
  | Forbidden
  | NotFound
  | Stale
  | Taken
  | Unknown
  | { readonly code: 'conflict' };

/** The answer to each refusal of this module. */
export function refuse(c: Ctx, refusal: Refusal): Response {
  const { code } = refusal;
  const field = (path: string, message: Message): Response =>
    problem(c, 422, code, { title: message, fields: [{ path, code, message }] });
  switch (refusal.code) {
    case 'organisation/forbidden':
      return problem(c, 403, code, {
        title: { zh: '您没有这项权限。', en: 'You are not allowed to do this.' },
      });
    case 'organisation/not-found':
      return problem(c, 404, code, {
        title: {
          zh: '没有找到，可能已经撤销或者已经结束。',
          en: 'Not found; it may have been taken back or have ended.',
        },
      });
    case 'organisation/stale':
      return problem(c, 412, code, {
        title: {
          zh: '您打开之后，别人已经改过。请核对后再保存。',
          en: 'Somebody else changed this after you opened it. Check, then save again.',
        },
        detail: { rowVersion: refusal.rowVersion },
      });
    case 'organisation/taken':
      return field(refusal.field, { zh: '已经有相同的登记。', en: 'There is one like it already.' });
    case 'organisation/unknown':
      return field(refusal.field, { zh: '在本机关没有找到。', en: 'Not found in this agency.' });
    case 'organisation/span-reversed':
      return field('validTo', {
        zh: '结束日不能早于开始日。',
        en: 'The last day cannot be before the first.',
      });
    case 'organisation/already-assigned':
      return field('personId', {
        zh: '这段时间此人已在这个岗位上。',
        en: 'This person is at this post already in that time.',
      });
    case 'organisation/handles-and-supervises':
      return field('personId', {
        zh: '同一人不得既办理又监督（审批与监管相分离）。机构较小确实无法分开的，请先登记替代安排。',
        en: 'Nobody both handles and supervises (approval and supervision apart). A body too small to keep them apart first puts its substitute arrangement on record.',
      });
    case 'conflict':
      return problem(c, 409, code, {
        title: {
          zh: '同时有另一次修改，请刷新后再试。',
          en: 'Somebody else changed it at the same time; reload and try again.',
        },
      });
    default:
      return assertNever(refusal);
  }
}

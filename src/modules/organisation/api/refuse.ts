import { assertNever } from '#kernel';
import { problem, type Ctx } from '#platform/http';
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
  const field = (path: string, message: string): Response =>
    problem(c, 422, code, { title: message, fields: [{ path, code, message }] });
  switch (refusal.code) {
    case 'organisation/forbidden':
      return problem(c, 403, code, { title: '您没有这项权限。' });
    case 'organisation/not-found':
      return problem(c, 404, code, { title: '没有找到，可能已经撤销或者已经结束。' });
    case 'organisation/stale':
      return problem(c, 412, code, {
        title: '您打开之后，别人已经改过。请核对后再保存。',
        detail: { rowVersion: refusal.rowVersion },
      });
    case 'organisation/taken':
      return field(refusal.field, '已经有相同的登记。');
    case 'organisation/unknown':
      return field(refusal.field, '在本机关没有找到。');
    case 'organisation/span-reversed':
      return field('validTo', '结束日不能早于开始日。');
    case 'organisation/already-assigned':
      return field('personId', '这段时间此人已在这个岗位上。');
    case 'organisation/handles-and-supervises':
      return field(
        'personId',
        '同一人不得既办理又监督（审批与监管相分离）。机构较小确实无法分开的，请先登记替代安排。',
      );
    case 'conflict':
      return problem(c, 409, code, { title: '同时有另一次修改，请刷新后再试。' });
    default:
      return assertNever(refusal);
  }
}

import { assertNever } from '#kernel';
import type { Conflict } from '#platform/database';
import { problem, type Ctx } from '#platform/http';
import type { DisclosureRefusal } from '../domain/errors.ts';

/** The answer to each refusal of this module. */
export function refuseDisclosure(c: Ctx, refusal: DisclosureRefusal | Conflict): Response {
  const { code } = refusal;
  switch (refusal.code) {
    case 'disclosure/not-found':
      return problem(c, 404, code, { title: '没有找到这项公开内容。' });
    case 'disclosure/forbidden':
      return problem(c, 403, code, { title: '您没有这项权限。' });
    case 'disclosure/signed-it-yourself':
      return problem(c, 403, code, { title: '自己签发的内容须由他人审查。' });
    case 'disclosure/not-in-this-state':
      return problem(c, 409, code, { title: '这项内容已经审查过了。', detail: { state: refusal.state } });
    case 'conflict':
      return problem(c, 409, code, { title: '同时有另一次修改，请刷新后再试。' });
    case 'disclosure/stale':
      return problem(c, 412, code, {
        title: '内容已被他人修改，请刷新。',
        detail: { rowVersion: refusal.rowVersion },
      });
    case 'disclosure/hits-undecided': {
      const message = '这一栏还有疑似个人信息没有逐处确认。';
      return problem(c, 422, code, {
        title: message,
        fields: refusal.fields.map((path) => ({ path: `masks/${path}`, code, message })),
      });
    }
    case 'disclosure/mask-misplaced': {
      const message = '遮蔽的位置重叠或者超出了文字。';
      return problem(c, 422, code, {
        title: message,
        fields: [{ path: `masks/${refusal.field}`, code, message }],
      });
    }
    case 'disclosure/ground-missing':
      return problem(c, 422, code, {
        title: '请写明依据。',
        fields: [{ path: 'ground', code, message: '请写明依据。' }],
      });
    default:
      return assertNever(refusal);
  }
}

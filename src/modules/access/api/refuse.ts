import { assertNever } from '#kernel';
import { problem, type Ctx } from '#platform/http';

type Refusal =
  | { readonly code: 'access/wait'; readonly seconds: number }
  | { readonly code: 'access/password-too-short'; readonly min: number }
  | { readonly code: 'access/password-too-long'; readonly max: number }
  | {
      readonly code:
        | 'access/wrong-credentials'
        | 'access/totp-required'
        | 'access/totp-wrong'
        | 'access/totp-already'
        | 'access/totp-not-started'
        | 'access/forbidden'
        | 'access/no-account'
        | 'access/no-token'
        | 'access/no-grant'
        | 'access/account-taken'
        | 'access/office-unknown'
        | 'access/roles-not-together'
        | 'access/demo-in-production'
        | 'access/password-common'
        | 'conflict';
    };

/** The answer to each refusal of this module. */
export function refuse(c: Ctx, refusal: Refusal): Response {
  const { code } = refusal;
  const field = (path: string, message: string): Response =>
    problem(c, 422, code, { title: message, fields: [{ path, code, message }] });
  switch (refusal.code) {
    case 'access/wrong-credentials':
      return problem(c, 401, code, { title: '账号或密码不对。' });
    case 'access/totp-required':
      return problem(c, 401, code, { title: '请输入动态验证码。' });
    case 'access/totp-wrong':
      return problem(c, 401, code, { title: '动态验证码不对，或已经用过。' });
    case 'access/wait':
      c.header('retry-after', String(refusal.seconds));
      return problem(c, 429, code, { title: `密码连续输错，请 ${refusal.seconds} 秒后再试。` });
    case 'access/totp-already':
      return problem(c, 409, code, { title: '已经启用动态验证码；要换新的，请先停用。' });
    case 'access/totp-not-started':
      return problem(c, 409, code, { title: '请重新扫码后再输入验证码。' });
    case 'access/forbidden':
      return problem(c, 403, code, { title: '您没有这项权限。' });
    case 'access/no-account':
    case 'access/no-token':
    case 'access/no-grant':
      return problem(c, 404, code, { title: '没有找到，可能已经撤销。' });
    case 'access/account-taken':
      return field('account', '账号名已被使用，或此人已有账号。');
    case 'access/office-unknown':
      return field('officeId', '本机关没有这个处室。');
    case 'access/roles-not-together':
      return field('role', '监督、审计与办理、审批、管理不能由同一人担任（审批与监管相分离）。');
    case 'access/password-too-short':
      return field('next', `密码至少 ${refusal.min} 个字符。`);
    case 'access/password-too-long':
      return field('next', `密码至多 ${refusal.max} 个字符。`);
    case 'access/password-common':
      return field('next', '这个密码太常见，请换一个。');
    case 'access/demo-in-production':
      return problem(c, 403, code, { title: '正式环境不使用演示账号。' });
    case 'conflict':
      return problem(c, 409, code, { title: '同时有另一次修改，请刷新后再试。' });
    default:
      return assertNever(refusal);
  }
}

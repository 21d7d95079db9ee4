import { assertNever } from '#kernel';
import { problem, type Ctx } from '#platform/http';
import type { Message } from '#platform/i18n';

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

/** The answer to each refusal of this module; `passwordField` is the name a new password has in the request. */
export function refuse(c: Ctx, refusal: Refusal, passwordField = 'next'): Response {
  const { code } = refusal;
  const field = (path: string, message: Message): Response =>
    problem(c, 422, code, { title: message, fields: [{ path, code, message }] });
  switch (refusal.code) {
    case 'access/wrong-credentials':
      return problem(c, 401, code, {
        title: { zh: '账号或密码不对。', en: 'The account or the password is wrong.' },
      });
    case 'access/totp-required':
      return problem(c, 401, code, { title: { zh: '请输入动态验证码。', en: 'Enter the one-time code.' } });
    case 'access/totp-wrong':
      return problem(c, 401, code, {
        title: { zh: '动态验证码不对，或已经用过。', en: 'The one-time code is wrong or was used already.' },
      });
    case 'access/wait':
      c.header('retry-after', String(refusal.seconds));
      return problem(c, 429, code, {
        title: {
          zh: `密码连续输错，请 ${refusal.seconds} 秒后再试。`,
          en: `Wrong several times: try again in ${refusal.seconds} seconds.`,
        },
      });
    case 'access/totp-already':
      return problem(c, 409, code, {
        title: {
          zh: '已经启用动态验证码；要换新的，请先停用。',
          en: 'One-time codes are on already; to renew them, switch them off first.',
        },
      });
    case 'access/totp-not-started':
      return problem(c, 409, code, {
        title: { zh: '请重新扫码后再输入验证码。', en: 'Scan the new QR code first, then enter a code.' },
      });
    case 'access/forbidden':
      return problem(c, 403, code, {
        title: { zh: '您没有这项权限。', en: 'You are not allowed to do this.' },
      });
    case 'access/no-account':
    case 'access/no-token':
    case 'access/no-grant':
      return problem(c, 404, code, {
        title: { zh: '没有找到，可能已经撤销。', en: 'Not found; it may have been taken back.' },
      });
    case 'access/account-taken':
      return field('account', {
        zh: '账号名已被使用，或此人已有账号。',
        en: 'The account name is taken, or this person has an account already.',
      });
    case 'access/office-unknown':
      return field('officeId', { zh: '本机关没有这个处室。', en: 'This agency has no such office.' });
    case 'access/roles-not-together':
      return field('role', {
        zh: '监督、审计与办理、审批、管理不能由同一人担任（审批与监管相分离）。',
        en: 'Nobody both supervises or audits and handles, approves or administers (approval and supervision apart).',
      });
    case 'access/password-too-short':
      return field(passwordField, {
        zh: `密码至少 ${refusal.min} 个字符。`,
        en: `At least ${refusal.min} characters.`,
      });
    case 'access/password-too-long':
      return field(passwordField, {
        zh: `密码至多 ${refusal.max} 个字符。`,
        en: `At most ${refusal.max} characters.`,
      });
    case 'access/password-common':
      return field(passwordField, {
        zh: '这个密码太常见，请换一个。',
        en: 'This password is too common; choose another.',
      });
    case 'access/demo-in-production':
      return problem(c, 403, code, {
        title: { zh: '正式环境不使用演示账号。', en: 'Demonstration accounts are not used in production.' },
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

import { assertNever } from '#kernel';
import type { Conflict } from '#platform/database';
import { problem, type Ctx } from '#platform/http';
import type { Message } from '#platform/i18n';
import type { DisclosureRefusal } from '../domain/errors.ts';

/** The answer to each refusal of this module. */
export function refuseDisclosure(c: Ctx, refusal: DisclosureRefusal | Conflict): Response {
  const { code } = refusal;
  switch (refusal.code) {
    case 'disclosure/not-found':
      return problem(c, 404, code, {
        title: { zh: '没有找到这项公开内容。', en: 'This publication was not found.' },
      });
    case 'disclosure/forbidden':
      return problem(c, 403, code, {
        title: { zh: '您没有这项权限。', en: 'You are not allowed to do this.' },
      });
    case 'disclosure/signed-it-yourself':
      return problem(c, 403, code, {
        title: {
          zh: '自己签发的内容须由他人审查。',
          en: 'What you signed yourself is reviewed by somebody else.',
        },
      });
    case 'disclosure/not-in-this-state':
      if (refusal.state === 'withdrawn')
        return problem(c, 409, code, {
          title: { zh: '这份记录已经撤下。', en: 'This record was taken down already.' },
          detail: { state: refusal.state },
        });
      return problem(c, 409, code, {
        title: { zh: '这项内容已经审查过了。', en: 'This has been reviewed already.' },
        detail: { state: refusal.state },
      });
    case 'conflict':
      return problem(c, 409, code, {
        title: {
          zh: '同时有另一次修改，请刷新后再试。',
          en: 'Somebody else changed it at the same time; reload and try again.',
        },
      });
    case 'disclosure/stale':
      return problem(c, 412, code, {
        title: { zh: '内容已被他人修改，请刷新。', en: 'Somebody else changed it; reload.' },
        detail: { rowVersion: refusal.rowVersion },
      });
    case 'disclosure/hits-undecided': {
      const message = {
        zh: '这一栏还有疑似个人信息没有逐处确认。',
        en: 'Places in this field that may be personal data are still undecided.',
      };
      return problem(c, 422, code, {
        title: message,
        fields: refusal.fields.map((path) => ({ path: `masks/${path}`, code, message })),
      });
    }
    case 'disclosure/mask-misplaced': {
      const message = {
        zh: '遮蔽的位置重叠或者超出了文字。',
        en: 'A masked place overlaps another or lies outside the text.',
      };
      return problem(c, 422, code, {
        title: message,
        fields: [{ path: `masks/${refusal.field}`, code, message }],
      });
    }
    case 'disclosure/ground-missing':
      return problem(c, 422, code, {
        title: { zh: '请写明依据。', en: 'A ground is needed.' },
        fields: [{ path: 'ground', code, message: { zh: '请写明依据。', en: 'A ground is needed.' } }],
      });
    case 'disclosure/not-correctable': {
      const message: Message = {
        zh: '这一栏不能在这里更正，或者内容不合要求（日期写作 2026-11-24）。',
        en: 'This field is not corrected here, or the value does not fit (days are written 2026-11-24).',
      };
      return problem(c, 422, code, {
        title: message,
        fields: refusal.fields.map((path) => ({ path: `fields/${path}`, code, message })),
      });
    }
    default:
      return assertNever(refusal);
  }
}

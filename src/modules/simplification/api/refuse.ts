import { problem, langOf, type Ctx } from '#platform/http';
import { messages, t } from '#platform/i18n';
import type { SimplificationRefusal } from '../domain/errors.ts';

const words = messages({
  notFound: { zh: '没有这个版本，或者您不能看。', en: 'No such version, or you may not read it.' },
});

export function refuse(c: Ctx, refusal: SimplificationRefusal): Response {
  return problem(c, 404, refusal.code, { title: t(langOf(c), words.notFound) });
}

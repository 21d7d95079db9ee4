import { problem, type Ctx } from '#platform/http';
import type { Message } from '#platform/i18n';

/** Status and sentence of a refusal, and the field of the form it is about. */
export type Answer = {
  readonly status: 403 | 404 | 409 | 412 | 422;
  readonly title: Message;
  readonly field?: string;
};
type Refusal = { readonly code: string; readonly field?: string };
type Blocked = Refusal & { readonly blockers: readonly { readonly code: string; readonly field: string }[] };

/** The problem document of a refusal: one line at its field, or each blocker at its own. */
export function answerRefusal(
  c: Ctx,
  refusal: Refusal | Blocked,
  { status, title, field }: Answer,
  blockers: Readonly<Record<string, Message>>,
): Response {
  const { code, ...detail } = refusal;
  const path = refusal.field ?? field;
  const fields =
    'blockers' in refusal
      ? refusal.blockers.map((b) => ({ path: b.field, code: b.code, message: blockers[b.code] ?? title }))
      : path === undefined
        ? []
        : [{ path, code, message: title }];
  return problem(c, status, code, { title, detail, ...(fields.length === 0 ? {} : { fields }) });
}

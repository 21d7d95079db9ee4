import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { t, type Message } from '#platform/i18n';
import type { Ctx } from './env.ts';
import { issueText, titleOf } from './problem-words.ts';

/** One refused field: `path` is a JSON pointer without the leading slash, `code` names the rule, the sentence is for people. */
export const FieldProblem = z.object({ path: z.string(), code: z.string(), message: z.string() });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** Problem document of the JSON API (RFC 9457) with our code, the request id and the refused fields. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  requestId: z.string(),
  fields: z.array(FieldProblem).optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** A refused field before the reader's language is chosen. */
type FieldRefusal = Omit<FieldProblem, 'message'> & { readonly message: string | Message };

type Options = {
  readonly title?: string | Message;
  readonly fields?: readonly FieldRefusal[];
  /** Data of the refusal that helps the client, never a message of the program. */
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** Answers with a problem document. `title` is a sentence in the reader's language that says what to do. */
export function problem(c: Ctx, status: ContentfulStatusCode, code: string, options: Options = {}): Response {
  const say = (text: string | Message): string => (typeof text === 'string' ? text : t(c.get('lang'), text));
  const body: Problem = {
    type: 'about:blank',
    title: say(options.title ?? titleOf(code)),
    status,
    code,
    requestId: c.get('requestId'),
    ...(options.fields
      ? { fields: options.fields.map((field) => ({ ...field, message: say(field.message) })) }
      : {}),
    ...(options.detail ? { detail: { ...options.detail } } : {}),
  };
  return c.body(JSON.stringify(body), status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  });
}

/** The fields of a zod refusal, for `problem` and for forms. */
export function fieldProblems(error: z.ZodError): (FieldRefusal & { readonly message: Message })[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join('/'),
    code: issue.code,
    message: issueText(issue),
  }));
}

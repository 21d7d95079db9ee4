import type { Ctx } from './env.ts';
import { problem } from './problem.ts';

/** The row version an edit rests on, from `If-Match: "7"`; else the 428 answer (RFC 6585 §3). */
export function requireIfMatch(c: Ctx): { readonly rowVersion: number } | { readonly answer: Response } {
  const version = /^"(\d{1,9})"$/.exec(c.req.header('if-match') ?? '')?.[1];
  if (version !== undefined) return { rowVersion: Number(version) };
  return {
    answer: problem(c, 428, 'http/if-match-missing', {
      title: {
        zh: '修改前请先读取当前版本，并在 If-Match 中带上版本号。',
        en: 'Read the current version first and name it in If-Match.',
      },
    }),
  };
}

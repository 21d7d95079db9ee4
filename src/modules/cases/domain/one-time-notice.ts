import { z } from 'zod';
import { err, ok, type Result } from '#kernel';
import type { CaseRefusal } from './errors.ts';

/** One thing that is missing. `key` is a material or field of the item, or a name of its own. */
export const NoticeItem = z.strictObject({
  key: z.string().trim().min(1).max(120),
  what: z.string().trim().min(1).max(500),
  basis: z.string().trim().min(1).max(200),
  /** Why a demand that the first notice did not contain is lawful after all: the law or the facts changed since. */
  changed: z
    .strictObject({ of: z.enum(['law', 'facts']), explanation: z.string().trim().min(5).max(500) })
    .optional(),
});
export type NoticeItem = z.infer<typeof NoticeItem>;

/** What is demanded, with the name of the material it is about: 缺什么 alone says nothing to whoever has to bring it. */
export function demandText(
  { key, what }: Pick<NoticeItem, 'key' | 'what'>,
  materials: readonly { readonly key: string; readonly name: string }[],
): string {
  const name = materials.find((one) => one.key === key)?.name;
  return name === undefined || what.includes(name) ? what : `${name}：${what}`;
}

export type Notice = { readonly round: number; readonly items: readonly NoticeItem[] };

/**
 * 一次性告知 (行政许可法 art. 32(1)(4); requirement X15): everything that is missing is told at once. A later notice may
 * repeat what earlier ones demanded and was not met; anything new is refused, item by item, unless it says which change
 * of law or facts makes it necessary. Refuses `cases/notice-needed`, `cases/new-demand`.
 */
export function decideNotice(
  earlier: readonly Notice[],
  items: readonly NoticeItem[],
): Result<Notice, CaseRefusal> {
  if (items.length === 0) return err({ code: 'cases/notice-needed' });
  const known = new Set(earlier.flatMap((notice) => notice.items.map((item) => item.key)));
  const fresh = items.filter((item) => !known.has(item.key) && item.changed === undefined);
  if (earlier.length > 0 && fresh.length > 0)
    return err({ code: 'cases/new-demand', items: fresh.map((item) => item.key) });
  const once = [...new Map(items.map((item) => [item.key, item])).values()];
  return ok({ round: earlier.length + 1, items: once });
}

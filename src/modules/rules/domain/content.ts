import { z } from 'zod';
import { isText, toNumeral } from '#kernel';

const Line = z.string().trim().min(1).max(300).refine(isText);

/** What a rule is about, as offices sort their 制度文本 (B10). */
export const RULE_KINDS = ['management', 'procedure', 'duty', 'service', 'supervision', 'other'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

export const RuleArticle = z.strictObject({
  /** Heading of the chapter that begins with this article: 第一章 总则. */
  chapter: Line.max(100).optional(),
  text: z.string().trim().min(1).max(4_000).refine(isText),
});
export type RuleArticle = z.infer<typeof RuleArticle>;

/** A power that the rule governs; without steps, the power as a whole. A step goes by its id in the flow, and its name then. */
export const Governed = z.strictObject({
  powerId: z.uuid(),
  steps: z.array(z.strictObject({ id: z.string().min(1).max(64).refine(isText), name: Line })).max(60),
});
export type Governed = z.infer<typeof Governed>;

/** The text of a rule with what it rests on and what it governs; articles are numbered by their place. */
export const RuleContent = z.strictObject({
  title: Line.min(2).max(200),
  kind: z.enum(RULE_KINDS),
  documentNumber: Line.max(100).optional(),
  basis: z.array(z.strictObject({ law: Line, article: Line })).max(30),
  articles: z.array(RuleArticle).max(200),
  governs: z
    .array(Governed)
    .max(100)
    .refine((all) => new Set(all.map(({ powerId }) => powerId)).size === all.length),
});
export type RuleContent = z.infer<typeof RuleContent>;

/** The number of an article at a place from 0: 第十二条. */
export function articleNumber(at: number): string {
  return `第${toNumeral(at + 1)}条`;
}

import { z } from 'zod';
import { flowDraftSchema } from '../domain/draft-table.ts';
import { OWNER_STATES } from '../domain/drawable.ts';

/** What a drawing says and what a table row is: the editor of the desk works on these. */
export { flowDraftSchema };
export { isDrawable } from '../domain/drawable.ts';
export type { DraftEdge, DraftNode, FlowDraft } from '../domain/draft-table.ts';
export { freshId, insertRow, removeRow, setNode, setWays } from '../domain/draft-edits.ts';
export { removalOf, type Removal } from '../domain/removal.ts';
export { addPost, removePost, replacePost } from '../domain/draft-posts.ts';
export { rowsOf, type DraftRow, type DraftWay } from '../domain/draft-ways.ts';
export { isStep, isWork, type NodeKind } from '../domain/flow-table.ts';
export { CLOCK_CLASSES, FLOW_KINDS, POST_KINDS, STEP_ROLES, STEP_TEXTS } from '../domain/gov-vocabulary.ts';
export type { FlowKind } from '../domain/gov-vocabulary.ts';
export type { Limit } from '../domain/limit.ts';
export { ATTRIBUTE_WORDS, attributeWords, type Attribute } from '../texts/attribute-words.ts';
export {
  CLOCK_WORDS,
  FLOW_KIND_WORDS,
  limitWords,
  NODE_KIND_WORDS,
  POST_KIND_WORDS,
  RISK_WORDS,
  ROLE_WORDS,
} from '../texts/words.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const file = z.string().min(1).max(2_000_000);

/** A finding: the element it is about, in words, and why it matters; `article` where a rule of law asks for it. */
export const DraftFinding = z.object({
  code: z.string(),
  element: z.string().nullable(),
  name: z.string().nullable(),
  article: z.string().nullable(),
  reason: Words,
});
export type DraftFinding = z.infer<typeof DraftFinding>;

/** What differs from another version, in words. */
export const FlowChange = z.object({
  element: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  name: z.string(),
  what: Words,
});

export const FlowDraftView = z.object({
  id: z.string(),
  rowVersion: z.int(),
  /** What it is drawn for: the version of a power, or of a category flow. */
  owner: z.object({
    kind: z.enum(['power.version', 'category-flow.version']),
    id: z.string(),
    state: z.enum(OWNER_STATES),
  }),
  baseVersionId: z.string().nullable(),
  lastEdit: z.object({ by: z.string(), at: z.string() }),
  bpmn: z.string(),
  /** Null when the drawing holds what a table cannot hold; the findings say what. */
  table: flowDraftSchema.nullable(),
  svg: z.string().nullable(),
  findings: z.array(DraftFinding),
  /** What should be seen to and stops nothing: names that stay Chinese for an English reader. */
  warnings: z.array(DraftFinding),
  /** What differs from the version it began from, in words; null when it began from a template. */
  changes: z.array(FlowChange).nullable(),
});
export type FlowDraftView = z.infer<typeof FlowDraftView>;

/** The version it began from beside the drawing; null without one, or while the drawing is no chart. */
export const FlowComparison = z.object({
  charts: z.object({ n: z.int().nullable(), before: z.string(), after: z.string() }).nullable(),
});
export type FlowComparison = z.infer<typeof FlowComparison>;

/**
 * One change: the table or the drawing as edited, a file from another tool, a new layout, or a new beginning from the
 * template of the type.
 */
export const EditDraftRequest = z.union([
  z.strictObject({ table: flowDraftSchema }),
  z.strictObject({ bpmn: file }),
  z.strictObject({ file }),
  z.strictObject({ layout: z.literal(true) }),
  z.strictObject({ template: z.literal(true) }),
]);
export type EditDraftRequest = z.infer<typeof EditDraftRequest>;

/** In the detail of `flows/draft-stale`: whose change is there, and in which elements it differs from what was sent. */
export const StaleDetail = z.object({
  by: z.string(),
  at: z.string(),
  rowVersion: z.int(),
  differs: z.array(z.string()),
});

/** In the detail of `flows/file-refused` and `flows/not-publishable`. */
export const RefusedFile = z.object({ issues: z.array(DraftFinding) });

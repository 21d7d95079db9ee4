import { err, ok, type Result } from '#kernel';
import { z } from 'zod';
import { assembleTable, dropAbsent, valueIssue } from './assemble-table.ts';
import type { FlowIssue } from './errors.ts';
import { edgeSchema, fieldSchema, flowTableSchema, nodeSchema, postSchema } from './flow-table.ts';
import type { ParsedFlow } from './parse-flow.ts';

const words = z.string().max(2000).default('');
const unset = z.string().max(2000).optional();
const node = nodeSchema.shape;

const draftNodeSchema = z.strictObject({
  ...node,
  name: words,
  nameEn: unset,
  publicLabel: unset,
  article: unset,
  statutoryLimit: z.strictObject({ ...node.statutoryLimit.unwrap().shape, article: words }).optional(),
  minLimit: z.strictObject({ ...node.minLimit.unwrap().shape, of: words }).optional(),
  calls: z.strictObject({ ...node.calls.unwrap().shape, flow: words }).optional(),
  outcomes: z.array(z.strictObject({ code: words, label: words })).optional(),
  bases: z.array(z.strictObject({ law: words, article: words, verified: z.boolean() })).optional(),
  documents: z.array(words).optional(),
});

const draftEdgeSchema = z.strictObject({
  ...edgeSchema.shape,
  label: unset,
  labelEn: unset,
  when: unset,
  feel: unset,
});

/**
 * A flow while it is being drawn: the shape of a flow table, in which words may still be empty and the graph unfinished.
 * What a value may be at all (roles, limits, risk) is held to as in a table, so that nothing is kept that cannot be shown.
 */
export const flowDraftSchema = z.strictObject({
  ...flowTableSchema.shape,
  name: words,
  kind: flowTableSchema.shape.kind.default('other'),
  clock: z.strictObject({ from: words, to: words }),
  fields: z.array(z.strictObject({ ...fieldSchema.shape, name: words })),
  posts: z.array(z.strictObject({ id: words, name: words, kind: postSchema.shape.kind.default('handler') })),
  nodes: z.array(draftNodeSchema).max(200),
  edges: z.array(draftEdgeSchema).max(400),
});
export type FlowDraft = z.infer<typeof flowDraftSchema>;
export type DraftNode = FlowDraft['nodes'][number];
export type DraftEdge = FlowDraft['edges'][number];

/** The draft a file stands for. Refuses values that a draft cannot hold, naming their element. */
export function draftOf(parsed: ParsedFlow): Result<FlowDraft, FlowIssue[]> {
  const assembled = assembleTable(parsed, {});
  const checked = flowDraftSchema.safeParse(dropAbsent(assembled));
  return checked.success
    ? ok(checked.data)
    : err(checked.error.issues.map(({ path, message }) => valueIssue(assembled, path, message)));
}

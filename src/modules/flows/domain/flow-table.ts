import { z } from 'zod';
import { conditionSchema } from './condition.ts';
import { CLOCK_CLASSES, FIELD_TYPES, FLOW_KINDS, POST_KINDS, STEP_ROLES } from './gov-vocabulary.ts';
import { limitSchema } from './limit.ts';

const id = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,79}$/u);
const text = z.string().trim().min(1).max(2000);
const label = z.string().trim().min(1).max(60);

const outcomeSchema = z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u), label });
const basisSchema = z.strictObject({ law: label, article: label, verified: z.boolean() });

export const fieldSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/u),
  type: z.enum(FIELD_TYPES),
  values: z.array(z.string().min(1)).min(1).optional(),
});

export const postSchema = z.strictObject({ id, name: label, kind: z.enum(POST_KINDS) });

/** One node of the flow with every element requirement C4 asks for; what is absent is left out. */
export const nodeSchema = z.strictObject({
  id,
  name: label,
  nameEn: z.string().trim().min(1).max(120).optional(),
  kind: z.enum([
    'start',
    'end',
    'terminate',
    'task',
    'service',
    'send',
    'call',
    'timer',
    'message',
    'boundary',
    'xor',
    'and',
  ]),
  /** 承办岗位; for a gateway, start or end only the lane it is drawn in. */
  post: id.optional(),
  role: z.enum(STEP_ROLES).optional(),
  clock: z.enum(CLOCK_CLASSES).optional(),
  limit: limitSchema.optional(),
  /** When a timer node or boundary fires, counted from the opening of the step. */
  timer: limitSchema.optional(),
  statutoryLimit: z.strictObject({ ...limitSchema.shape, article: label }).optional(),
  minLimit: z.strictObject({ ...limitSchema.shape, of: label }).optional(),
  /** The article that makes this a statutory step 法定环节; absent: working procedure 工作环节. */
  article: label.optional(),
  /** 廉政风险: 1 一级(高) … 3 三级(低), 0 none. */
  risk: z.int().min(0).max(3),
  keyPoint: z.literal(true).optional(),
  twoOfficers: z.literal(true).optional(),
  /** Part of the external chart shown to society. */
  public: z.boolean(),
  publicLabel: label.optional(),
  /** A main end: reaching it concludes the case. */
  main: z.literal(true).optional(),
  host: id.optional(),
  interrupting: z.boolean().optional(),
  /** A published flow with its version; `completes` says whether the step waits for the other case to end. */
  calls: z
    .strictObject({ flow: id, version: z.int().min(1), completes: z.enum(['on-start', 'on-end']) })
    .optional(),
  outcomes: z.array(outcomeSchema).optional(),
  bases: z.array(basisSchema).optional(),
  documents: z.array(label).optional(),
  action: text.optional(),
  rule: text.optional(),
  duty: text.optional(),
  supervision: text.optional(),
  rights: text.optional(),
  complaint: text.optional(),
  riskPoint: text.optional(),
});

export const edgeSchema = z.strictObject({
  id,
  from: id,
  to: id,
  label: label.optional(),
  labelEn: label.optional(),
  /** The condition in words, as the public reads it. */
  when: text.optional(),
  /** The FEEL text, and what it compiles to. */
  feel: z.string().min(1).max(500).optional(),
  condition: conditionSchema.optional(),
  default: z.literal(true).optional(),
  /** A return 退回: not counted on the longest path. */
  loop: z.literal(true).optional(),
});

/** A published flow as the program that runs: everything the interpreter, the chart and its text twin need. */
export const flowTableSchema = z.strictObject({
  schema: z.literal(1),
  id,
  name: label,
  kind: z.enum(FLOW_KINDS),
  /** The main clock runs from `from` (from its completion when that step itself is not counted) to `to`. */
  clock: z.strictObject({ from: id, to: id }),
  fields: z.array(fieldSchema),
  posts: z.array(postSchema).min(1),
  nodes: z.array(nodeSchema).min(2).max(200),
  edges: z.array(edgeSchema).min(1).max(400),
});

export type FlowTable = z.infer<typeof flowTableSchema>;
export type FlowNode = z.infer<typeof nodeSchema>;
export type FlowEdge = z.infer<typeof edgeSchema>;
export type FlowPost = z.infer<typeof postSchema>;
export type FlowField = z.infer<typeof fieldSchema>;
export type NodeKind = FlowNode['kind'];

const STEP_KINDS: ReadonlySet<NodeKind> = new Set(['task', 'service', 'send', 'call', 'timer', 'message']);

/** A node that is open for a while: work for a post, or a wait. */
export function isStep(node: FlowNode): boolean {
  return STEP_KINDS.has(node.kind);
}

const WORK_KINDS: ReadonlySet<NodeKind> = new Set(['task', 'service', 'send', 'call']);

/** A step somebody completes with a declared outcome. */
export function isWork(node: FlowNode): boolean {
  return WORK_KINDS.has(node.kind);
}

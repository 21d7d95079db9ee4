import { z } from 'zod';
import { edgeSchema, fieldSchema, flowTableSchema, isWork, nodeSchema, postSchema } from './flow-table.ts';
import type { FlowEdge, FlowNode, FlowTable } from './flow-table.ts';
import { limitSchema } from './limit.ts';
import { DONE } from './names.ts';

const nextSchema = z.strictObject({
  to: z.string(),
  /** The outcome code this way stands for; left out where there is only one way. */
  outcome: z.string().optional(),
  label: edgeSchema.shape.label,
  labelEn: edgeSchema.shape.labelEn,
  when: edgeSchema.shape.when,
  /** Instead of an outcome: a condition over case fields, for a step of kind `xor`. */
  feel: edgeSchema.shape.feel,
  default: z.boolean().optional(),
  loop: z.boolean().optional(),
});

const timerSchema = z.strictObject({
  name: nodeSchema.shape.name,
  nameEn: nodeSchema.shape.nameEn,
  limit: limitSchema,
  to: z.string(),
  role: nodeSchema.shape.role,
  article: nodeSchema.shape.article,
  interrupting: z.boolean(),
});

/**
 * A flow as a person would write it down: steps, and for each where it leads. Gateways, merges and the timers on
 * steps are made from it.
 */
export const flowSpecSchema = z.strictObject({
  id: flowTableSchema.shape.id,
  name: flowTableSchema.shape.name,
  kind: flowTableSchema.shape.kind,
  clock: flowTableSchema.shape.clock,
  fields: z.array(fieldSchema).optional(),
  posts: z.array(postSchema).min(1),
  steps: z
    .array(
      z.strictObject({
        ...nodeSchema.shape,
        next: z.array(nextSchema),
        /** What its outcomes answer, where its name does not say: the name of the gateway behind it. */
        question: nodeSchema.shape.name.optional(),
        questionEn: nodeSchema.shape.nameEn,
        onTimer: timerSchema.optional(),
      }),
    )
    .min(2),
});
export type FlowSpec = z.infer<typeof flowSpecSchema>;
export type SpecStep = FlowSpec['steps'][number];

/** The draft table of a spec: the same shape as a compiled one, with conditions as FEEL text only. */
export function buildDraft(spec: FlowSpec): FlowTable {
  const nodes: FlowNode[] = [];
  const edges: FlowEdge[] = [];
  for (const { next, onTimer, question, questionEn, ...node } of spec.steps) {
    const way = next.length > 1 && node.kind !== 'xor' && node.kind !== 'and' ? `${node.id}.way` : node.id;
    nodes.push(isWork(node) && node.outcomes === undefined ? { ...node, outcomes: outcomesOf(next) } : node);
    if (way !== node.id) {
      const asked = gateway(way, node, question ?? node.name);
      nodes.push(questionEn === undefined ? asked : { ...asked, nameEn: questionEn });
      edges.push({ id: `${node.id}..${way}`, from: node.id, to: way });
    }
    const chosen = next.find((one) => one.default === true) ?? next[0];
    const split = next.length > 1 && node.kind !== 'and';
    for (const one of next) edges.push(toEdge(way, one, split, one === chosen));
    if (onTimer !== undefined) {
      const { to, limit, ...timer } = onTimer;
      const id = `${node.id}.timer`;
      nodes.push({
        ...timer,
        id,
        kind: 'boundary',
        host: node.id,
        timer: limit,
        risk: 0,
        public: true,
        ...postOf(node),
      });
      edges.push({ id: `${id}..${to}`, from: id, to });
    }
  }
  const { id, name, kind, clock, fields, posts } = spec;
  return mergeExplicitly({ schema: 1, id, name, kind, clock, fields: fields ?? [], posts, nodes, edges });
}

function postOf(node: Pick<FlowNode, 'post'>): { post?: string } {
  return node.post === undefined ? {} : { post: node.post };
}

function gateway(id: string, beside: Pick<FlowNode, 'post'>, name: string): FlowNode {
  return { id, name, kind: 'xor', risk: 0, public: true, ...postOf(beside) };
}

function outcomesOf(next: SpecStep['next']): FlowNode['outcomes'] {
  if (next.length < 2) return [{ code: DONE.code, label: DONE.label }];
  return next.map((one) => ({
    code: one.outcome ?? DONE.code,
    label: one.label ?? one.outcome ?? DONE.label,
  }));
}

function toEdge(from: string, next: SpecStep['next'][number], split: boolean, isDefault: boolean): FlowEdge {
  const feel = next.feel ?? `outcome = "${next.outcome ?? ''}"`;
  return {
    id: `${from}..${next.to}${next.outcome === undefined ? '' : `.${next.outcome}`}`,
    from,
    to: next.to,
    ...(next.label !== undefined && { label: next.label }),
    ...(next.labelEn !== undefined && { labelEn: next.labelEn }),
    ...(next.when !== undefined && { when: next.when }),
    ...(split && (isDefault ? { default: true as const } : { feel })),
    ...(next.loop === true && { loop: true as const }),
  };
}

/** Where several ways meet, a merging gateway is put in front; returns keep their mark on the way to it. */
function mergeExplicitly(table: FlowTable): FlowTable {
  const nodes = [...table.nodes];
  const edges = [...table.edges];
  for (const node of table.nodes) {
    const into = edges.filter((edge) => edge.to === node.id);
    const out = edges.filter((edge) => edge.from === node.id).length;
    const gathers = (node.kind === 'and' || node.kind === 'xor') && out < 2;
    if (into.length < 2 || gathers) continue;
    const id = `${node.id}.merge`;
    nodes.push(gateway(id, node, '汇合'));
    for (const edge of into) edges[edges.indexOf(edge)] = { ...edge, to: id };
    edges.push({ id: `${id}..${node.id}`, from: id, to: node.id });
  }
  return { ...table, nodes, edges };
}

import { isStep, type FlowEdge, type FlowNode, type FlowPost, type FlowTable } from './flow-table.ts';
import { forwardOrder, indexTable, type TableIndex } from './table-index.ts';

export interface TwinLabel {
  readonly zh: string;
  readonly en: string;
}

/** A way from one step to another, through the gateways between: the outcome that leads there, and to which step. */
export interface TwinWay {
  /** Outcome or timer words, outermost first; empty when there is only this way. */
  readonly labels: readonly TwinLabel[];
  readonly when: string | undefined;
  readonly to: FlowNode;
  readonly back: boolean;
  readonly beside: boolean;
}

/** One step of the chart in words: the same content, in the order people read it. */
export interface TwinStep {
  readonly number: number;
  readonly node: FlowNode;
  readonly post: FlowPost | undefined;
  /** How a case comes here. */
  readonly from: readonly {
    readonly labels: readonly TwinLabel[];
    readonly when: string | undefined;
    readonly node: FlowNode;
  }[];
  readonly ways: readonly TwinWay[];
}

/**
 * The text twin of a flow chart (X10): every step in order with post, conditions, action, rule, limit, basis, risk,
 * rights, complaint and what follows. Data only; words are chosen by whoever shows it.
 */
export function textTwin(table: FlowTable): readonly TwinStep[] {
  const index = indexTable(table);
  const steps = (forwardOrder(index) ?? table.nodes.map((node) => node.id))
    .flatMap((id) => index.node.get(id) ?? [])
    .filter(isStep);
  const ways = new Map(steps.map((node) => [node.id, waysOf(index, node)]));
  return steps.map((node, at) => ({
    number: at + 1,
    node,
    post: table.posts.find((post) => post.id === node.post),
    from: steps.flatMap((from) =>
      (ways.get(from.id) ?? [])
        .filter((way) => way.to.id === node.id)
        .map((way) => ({ labels: way.labels, when: way.when, node: from })),
    ),
    ways: ways.get(node.id) ?? [],
  }));
}

function waysOf(index: TableIndex, node: FlowNode): TwinWay[] {
  const own = index.out(node.id).flatMap((edge) => follow(index, edge, [], undefined, false));
  const timed = index
    .boundaries(node.id)
    .flatMap((timer) =>
      index
        .out(timer.id)
        .flatMap((edge) =>
          follow(
            index,
            edge,
            [{ zh: timer.name, en: timer.nameEn ?? timer.name }],
            undefined,
            timer.interrupting === false,
          ),
        ),
    );
  return [...own, ...timed];
}

function follow(
  index: TableIndex,
  edge: FlowEdge,
  labels: readonly TwinLabel[],
  when: string | undefined,
  beside: boolean,
  seen: readonly string[] = [],
): TwinWay[] {
  const to = index.node.get(edge.to);
  if (to === undefined || seen.includes(edge.id)) return [];
  const words =
    edge.label === undefined ? labels : [...labels, { zh: edge.label, en: edge.labelEn ?? edge.label }];
  const condition = edge.when ?? when;
  const back = edge.loop === true;
  if (to.kind !== 'xor' && to.kind !== 'and') return [{ labels: words, when: condition, to, back, beside }];
  return index
    .out(to.id)
    .flatMap((next) => follow(index, next, words, condition, beside, [...seen, edge.id]))
    .map((way) => ({ ...way, back: way.back || back }));
}

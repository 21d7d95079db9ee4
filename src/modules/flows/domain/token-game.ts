import { evaluateCondition, type Facts } from './condition.ts';
import { isStep, type FlowEdge, type FlowNode } from './flow-table.ts';
import type { Places } from './marking.ts';
import type { TableIndex } from './table-index.ts';

/** Why a token could not be settled; only a flow that is not sound gives one. */
export type Stuck =
  | { readonly kind: 'opened-twice'; readonly node: FlowNode }
  | { readonly kind: 'ends-with-open-steps'; readonly node: FlowNode }
  | { readonly kind: 'endless-gateways'; readonly node: FlowNode };

export interface Settled {
  readonly places: Places;
  readonly taken: readonly FlowEdge[];
}

interface State {
  readonly open: Set<number>;
  readonly joins: Set<number>;
  fired: Set<number>;
  ended: number | undefined;
  readonly waiting: FlowEdge[];
  readonly taken: FlowEdge[];
}

/** Which ways out of an exclusive gateway the facts allow; several only while facts are not known. */
function waysOut(out: readonly FlowEdge[], facts: Facts): readonly FlowEdge[] {
  if (out.length === 1) return out;
  const possible: FlowEdge[] = [];
  for (const edge of out) {
    if (edge.condition === undefined) continue;
    const holds = evaluateCondition(edge.condition, facts);
    if (holds !== false) possible.push(edge);
    if (holds === true) return possible;
  }
  return [...possible, ...out.filter((edge) => edge.default === true)];
}

/**
 * Moves the token on `edge`, and every token that follows from it, until each rests at a step, a join or an end.
 * Gives one result for each way the gateways may go: exactly one when all facts are known.
 */
export function settle(index: TableIndex, from: Places, edge: FlowEdge, facts: Facts): (Settled | Stuck)[] {
  const results: (Settled | Stuck)[] = [];
  const todo: State[] = [
    {
      open: new Set(from.open),
      joins: new Set(from.joins),
      fired: new Set(from.fired),
      ended: from.ended,
      waiting: [edge],
      taken: [],
    },
  ];
  for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
    const outcome = run(index, state, facts);
    if ('forks' in outcome) todo.push(...outcome.forks);
    else results.push(outcome);
  }
  return results;
}

function run(index: TableIndex, state: State, facts: Facts): Settled | Stuck | { forks: State[] } {
  const limit = index.nodes.length * 4;
  for (let edge = state.waiting.pop(); edge !== undefined; edge = state.waiting.pop()) {
    state.taken.push(edge);
    const node = index.node.get(edge.to);
    if (node === undefined) throw new Error(`edge ${edge.id} leads nowhere`);
    if (state.taken.length > limit) return { kind: 'endless-gateways', node };
    const at = index.position.get(node.id) ?? -1;
    if (isStep(node)) {
      if (state.open.has(at)) return { kind: 'opened-twice', node };
      state.open.add(at);
    } else if (node.kind === 'xor') {
      const [way, ...others] = waysOut(index.out(node.id), facts);
      if (way === undefined) throw new Error(`gateway ${node.id} has no way out`);
      if (others.length > 0) return { forks: [way, ...others].map((choice) => forked(state, choice)) };
      state.waiting.push(way);
    } else if (node.kind === 'and') {
      const stuck = join(index, state, node, edge);
      if (stuck !== null) return stuck;
    } else {
      const stuck = end(index, state, node, at);
      if (stuck !== null) return stuck;
    }
  }
  return {
    places: { open: state.open, joins: state.joins, fired: state.fired, ended: state.ended },
    taken: state.taken,
  };
}

function forked(state: State, choice: FlowEdge): State {
  return {
    open: new Set(state.open),
    joins: new Set(state.joins),
    fired: new Set(state.fired),
    ended: state.ended,
    waiting: [...state.waiting, choice],
    taken: [...state.taken],
  };
}

function join(index: TableIndex, state: State, node: FlowNode, edge: FlowEdge): Stuck | null {
  const into = index.into(node.id);
  if (into.length > 1) {
    const places = into.map((one) => index.edgePosition.get(one.id) ?? -1);
    const here = index.edgePosition.get(edge.id) ?? -1;
    if (state.joins.has(here)) return { kind: 'opened-twice', node };
    state.joins.add(here);
    if (!places.every((place) => state.joins.has(place))) return null;
    for (const place of places) state.joins.delete(place);
  }
  state.waiting.push(...index.out(node.id));
  return null;
}

function end(index: TableIndex, state: State, node: FlowNode, at: number): Stuck | null {
  if (node.kind === 'terminate') {
    state.open.clear();
    state.joins.clear();
    state.fired.clear();
    state.waiting.length = 0;
    state.ended = at;
    return null;
  }
  if (node.main !== true) return null;
  const isMain = (place: number) => !index.sides.has(index.nodes[place]?.id ?? '');
  if (
    [...state.open].some(isMain) ||
    state.joins.size > 0 ||
    state.waiting.length > 0 ||
    state.ended !== undefined
  ) {
    return { kind: 'ends-with-open-steps', node };
  }
  state.ended = at;
  return null;
}

import type { FlowEdge, FlowNode, FlowTable } from './flow-table.ts';
import { indexTable } from './table-index.ts';

/**
 * The flow with every edge that closes a circle marked as a return, so that an unfinished drawing can be laid out and
 * read in order. Edges marked already stay marked.
 */
export function withReturns<T extends FlowTable>(table: T): T {
  const index = indexTable(table);
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<FlowEdge>();
  const onward = (id: string) =>
    [id, ...index.boundaries(id).map((timer) => timer.id)]
      .flatMap((source) => index.out(source))
      .filter((edge) => edge.loop !== true);
  const visit = (from: string): void => {
    const path = [{ id: from, left: [...onward(from)] }];
    state.set(from, 'open');
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = top.left.shift();
      if (edge === undefined) {
        state.set(top.id, 'done');
        path.pop();
        continue;
      }
      const { to } = edge;
      if (state.get(to) === 'open' || isNeverEntered(index.node.get(to))) back.add(edge);
      else if (!state.has(to)) {
        state.set(to, 'open');
        path.push({ id: to, left: [...onward(to)] });
      }
    }
  };
  const starts = table.nodes.toSorted((a, b) => Number(b.kind === 'start') - Number(a.kind === 'start'));
  for (const { id, host } of starts) if (host === undefined && !state.has(id)) visit(id);
  if (back.size === 0) return table;
  return {
    ...table,
    edges: table.edges.map((edge) => (back.has(edge) ? { ...edge, loop: true as const } : edge)),
  };
}

/** Nothing leads to a start or to a timer on a step; where a draft says so, it is not read as a way forward. */
function isNeverEntered(node: FlowNode | undefined): boolean {
  return node?.kind === 'start' || node?.kind === 'boundary';
}

import type { FlowEdge, FlowNode, FlowTable } from './flow-table.ts';

/** A flow table with its look-ups; derived, so it is kept beside the table and never stored. */
export interface TableIndex {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly node: ReadonlyMap<string, FlowNode>;
  readonly position: ReadonlyMap<string, number>;
  readonly edgePosition: ReadonlyMap<string, number>;
  readonly out: (node: string) => readonly FlowEdge[];
  readonly into: (node: string) => readonly FlowEdge[];
  readonly boundaries: (host: string) => readonly FlowNode[];
  readonly start: FlowNode | undefined;
  /** Nodes that a non-interrupting timer (督办) leads to: they do not hold a case open. */
  readonly sides: ReadonlySet<string>;
}

const kept = new WeakMap<object, TableIndex>();

function group<T>(items: readonly T[], key: (item: T) => string | undefined): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const at = key(item);
    if (at === undefined) continue;
    const list = groups.get(at);
    if (list === undefined) groups.set(at, [item]);
    else list.push(item);
  }
  return (at) => groups.get(at) ?? [];
}

export function indexTable(table: Pick<FlowTable, 'nodes' | 'edges'>): TableIndex {
  const known = kept.get(table);
  if (known !== undefined) return known;
  const sides = new Set<string>();
  const index: TableIndex = {
    nodes: table.nodes,
    edges: table.edges,
    node: new Map(table.nodes.map((node) => [node.id, node])),
    position: new Map(table.nodes.map((node, at) => [node.id, at])),
    edgePosition: new Map(table.edges.map((edge, at) => [edge.id, at])),
    out: group(table.edges, (edge) => edge.from),
    into: group(table.edges, (edge) => edge.to),
    boundaries: group(table.nodes, (node) => node.host),
    start: table.nodes.find((node) => node.kind === 'start'),
    sides,
  };
  for (const timer of table.nodes.filter(isSideTimer)) {
    for (const edge of index.out(timer.id)) for (const node of reachable(index, edge.to)) sides.add(node);
  }
  kept.set(table, index);
  return index;
}

export function isSideTimer(node: FlowNode): boolean {
  return node.kind === 'boundary' && node.interrupting === false;
}

/** Ways onward from a node as people see them: its own edges and those of the timers on it, returns left out. */
export function forwardEdges(index: TableIndex, node: string): readonly FlowEdge[] {
  const sources = [node, ...index.boundaries(node).map((boundary) => boundary.id)];
  return sources.flatMap((source) => index.out(source)).filter((edge) => edge.loop !== true);
}

/** All nodes that can be reached forward from `from`, itself included; `blocked` nodes are not entered. */
export function reachable(
  index: TableIndex,
  from: string,
  blocked: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = blocked.has(from) ? [] : [from];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const boundary of index.boundaries(node)) if (!blocked.has(boundary.id)) seen.add(boundary.id);
    for (const edge of forwardEdges(index, node)) {
      // a forward edge out of a blocked boundary is not taken
      if (!blocked.has(edge.to) && !blocked.has(edge.from)) queue.push(edge.to);
    }
  }
  return seen;
}

/** Nodes in an order in which every forward edge goes onward; null when the forward edges form a cycle. */
export function forwardOrder(index: TableIndex): readonly string[] | null {
  const waiting = new Map(index.nodes.map((node) => [node.id, 0]));
  for (const node of index.nodes) {
    for (const edge of index.out(node.id))
      if (edge.loop !== true) waiting.set(edge.to, (waiting.get(edge.to) ?? 0) + 1);
  }
  const ready = index.nodes
    .filter((node) => node.host === undefined && waiting.get(node.id) === 0)
    .map((node) => node.id);
  const order: string[] = [];
  for (let node = ready.shift(); node !== undefined; node = ready.shift()) {
    order.push(node, ...index.boundaries(node).map((boundary) => boundary.id));
    for (const edge of forwardEdges(index, node)) {
      const left = (waiting.get(edge.to) ?? 0) - 1;
      waiting.set(edge.to, left);
      if (left === 0) ready.push(edge.to);
    }
  }
  return order.length === index.nodes.length ? order : null;
}

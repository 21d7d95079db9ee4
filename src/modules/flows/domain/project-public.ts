import type { FlowEdge, FlowNode, FlowTable } from './flow-table.ts';
import { isQuestion } from './names.ts';
import { indexTable, type TableIndex } from './table-index.ts';

/**
 * The external chart: the steps marked `gov:public`, under their public labels. A step that is not public is passed
 * over, its ways in joined to its ways out, and gateways left with one way disappear. Generated from the executable
 * flow, never a second file; it is for reading and is not run.
 */
export function projectPublic(table: FlowTable): FlowTable {
  const index = indexTable(table);
  let nodes: FlowNode[] = table.nodes.map((node) => ({ ...node, name: publicName(index, node) }));
  let edges: FlowEdge[] = [...table.edges];
  const passOver = (node: FlowNode) => {
    const gone = new Set([node.id, ...nodes.filter((one) => one.host === node.id).map((one) => one.id)]);
    const into = edges.filter((edge) => edge.to === node.id && !gone.has(edge.from));
    const out = edges.filter((edge) => edge.from === node.id && !gone.has(edge.to));
    edges = [
      ...edges.filter((edge) => !gone.has(edge.from) && !gone.has(edge.to)),
      ...into.flatMap((a) => out.map((b) => join(a, b))),
    ];
    nodes = nodes.filter((one) => !gone.has(one.id));
  };
  for (const node of table.nodes)
    if (!node.public && node.kind !== 'start' && node.main !== true) passOver(node);
  for (let changed = true; changed;) {
    edges = distinct(edges).filter((edge) => edge.from !== edge.to);
    const idle = nodes.find((node) => isIdle(node, edges));
    changed = idle !== undefined;
    if (idle !== undefined) passOver(idle);
  }
  const shown = new Set(nodes.map((node) => node.post));
  return { ...table, nodes, edges, posts: table.posts.filter((post) => shown.has(post.id)) };
}

/** A choice keeps its question; the name of the step it follows may not be public. */
function publicName(index: TableIndex, node: FlowNode): string {
  if (node.kind !== 'xor') return node.publicLabel ?? node.name;
  const open = index.into(node.id).every(({ from }) => index.node.get(from)?.public === true);
  return open && isQuestion(index, node) ? node.name : '';
}

function isIdle(node: FlowNode, edges: readonly FlowEdge[]): boolean {
  if (node.kind !== 'xor' && node.kind !== 'and') return false;
  const into = edges.filter((edge) => edge.to === node.id).length;
  return into < 2 && edges.filter((edge) => edge.from === node.id).length < 2;
}

function join(a: FlowEdge, b: FlowEdge): FlowEdge {
  const { label, labelEn } = a.label === undefined ? b : a;
  const when = a.when ?? b.when;
  return {
    id: `${a.id}~${b.id}`.slice(0, 80),
    from: a.from,
    to: b.to,
    ...(label !== undefined && { label }),
    ...(labelEn !== undefined && { labelEn }),
    ...(when !== undefined && { when }),
    ...((a.loop === true || b.loop === true) && { loop: true as const }),
  };
}

function distinct(edges: readonly FlowEdge[]): FlowEdge[] {
  const seen = new Map<string, FlowEdge>();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to}`;
    if (!seen.has(key)) seen.set(key, edge);
  }
  return [...seen.values()].map((edge, at) =>
    edges.filter((one) => one.id === edge.id).length > 1 ? { ...edge, id: `${edge.id}~${at}` } : edge,
  );
}

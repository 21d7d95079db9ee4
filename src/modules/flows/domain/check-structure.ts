import { flowIssue, type FlowIssue } from './errors.ts';
import { isStep, isWork, type FlowEdge, type FlowNode, type FlowTable } from './flow-table.ts';
import { forwardOrder, indexTable, isSideTimer, reachable, type TableIndex } from './table-index.ts';

/** The shape of the graph, before any token moves: what each kind of node may have, and where conditions stand. */
export function checkStructure(table: FlowTable): FlowIssue[] {
  const index = indexTable(table);
  const issues = [
    ...checkIds(table),
    ...checkEnds(table, index),
    ...table.edges.flatMap((edge) => checkEdge(index, edge)),
  ];
  if (issues.length > 0) return issues;
  issues.push(...table.nodes.flatMap((node) => checkNode(index, node)));
  if (issues.length > 0) return issues;
  return [...checkReturns(table, index), ...checkSideBranches(table, index)];
}

function checkIds(table: FlowTable): FlowIssue[] {
  const seen = new Set<string>();
  return [...table.nodes, ...table.edges].flatMap((element) => {
    if (!seen.has(element.id)) {
      seen.add(element.id);
      return [];
    }
    return [flowIssue('flows/duplicate-id', element)];
  });
}

function checkEnds(table: FlowTable, index: TableIndex): FlowIssue[] {
  const issues: FlowIssue[] = [];
  const starts = table.nodes.filter((node) => node.kind === 'start');
  if (starts.length !== 1)
    issues.push(flowIssue('flows/one-start', starts[1] ?? null, { found: starts.length }));
  if (!table.nodes.some((node) => node.main === true && (node.kind === 'end' || node.kind === 'terminate'))) {
    issues.push(flowIssue('flows/no-main-end', null));
  }
  for (const id of [table.clock.from, table.clock.to]) {
    const node = index.node.get(id);
    if (node === undefined || !isStep(node))
      issues.push(flowIssue('flows/clock-ends-unknown', null, { what: id }));
  }
  return issues;
}

function checkEdge(index: TableIndex, edge: FlowEdge): FlowIssue[] {
  const from = index.node.get(edge.from);
  const to = index.node.get(edge.to);
  if (from === undefined || to === undefined)
    return [flowIssue('flows/dangling-edge', { id: edge.id, name: edge.label })];
  if (to.kind === 'boundary' || to.kind === 'start') return [flowIssue('flows/wrong-edges', to)];
  const split = from.kind === 'xor' && index.out(from.id).length > 1;
  if (!split && (edge.feel !== undefined || edge.default === true)) {
    return [flowIssue('flows/condition-not-here', { id: edge.id, name: edge.label })];
  }
  return [];
}

function checkNode(index: TableIndex, node: FlowNode): FlowIssue[] {
  const into = index.into(node.id).length;
  const out = index.out(node.id);
  switch (node.kind) {
    case 'start':
      return out.length === 1 ? [] : [flowIssue('flows/implicit-split', node)];
    case 'end':
    case 'terminate':
      if (out.length > 0) return [flowIssue('flows/wrong-edges', node)];
      return into === 1 ? [] : [flowIssue(into === 0 ? 'flows/dead-step' : 'flows/implicit-merge', node)];
    case 'xor':
    case 'and':
      return checkGateway(node, into, out);
    case 'boundary': {
      const host = index.node.get(node.host ?? '');
      if (host === undefined || !isWork(host))
        return [flowIssue('flows/bad-value', node, { what: 'attachedToRef' })];
      return [...(out.length === 1 ? [] : [flowIssue('flows/implicit-split', node)]), ...checkTimer(node)];
    }
    default:
      return [
        ...(into > 1 ? [flowIssue('flows/implicit-merge', node)] : []),
        ...(into === 0 ? [flowIssue('flows/dead-step', node)] : []),
        ...(out.length > 1 ? [flowIssue('flows/implicit-split', node)] : []),
        ...(out.length === 0 ? [flowIssue('flows/no-way-out', node)] : []),
        ...checkStep(node),
      ];
  }
}

function checkGateway(node: FlowNode, into: number, out: readonly FlowEdge[]): FlowIssue[] {
  if (into > 1 && out.length > 1) return [flowIssue('flows/gateway-mixed', node)];
  if (into < 1 || out.length < 1 || (into === 1 && out.length === 1))
    return [flowIssue('flows/gateway-pointless', node)];
  if (node.kind === 'and' || out.length === 1) return [];
  const defaults = out.filter((edge) => edge.default === true);
  if (defaults.length !== 1) return [flowIssue('flows/no-default', node)];
  return out.flatMap((edge) => {
    const named = { id: edge.id, name: edge.label };
    if (edge.default === true)
      return edge.feel === undefined ? [] : [flowIssue('flows/default-with-condition', named)];
    return edge.feel === undefined ? [flowIssue('flows/condition-missing', named)] : [];
  });
}

function checkTimer(node: FlowNode): FlowIssue[] {
  return node.timer === undefined || node.timer.n === 0
    ? [flowIssue('flows/missing', node, { what: 'gov:timer' })]
    : [];
}

function checkStep(node: FlowNode): FlowIssue[] {
  const missing = (what: string) => flowIssue('flows/missing', node, { what });
  const issues: FlowIssue[] = [];
  if (node.post === undefined) issues.push(missing('gov:post'));
  if (node.role === undefined) issues.push(missing('gov:role'));
  if (node.clock === undefined) issues.push(missing('gov:clock'));
  if (node.clock === 'main' && node.limit === undefined) issues.push(missing('gov:limit'));
  if (node.kind === 'timer') issues.push(...checkTimer(node));
  if (node.kind === 'call' && node.calls === undefined) issues.push(missing('calledElement'));
  if (!isWork(node)) return issues;
  const codes = (node.outcomes ?? []).map((outcome) => outcome.code);
  if (codes.length === 0) issues.push(flowIssue('flows/no-outcomes', node));
  if (new Set(codes).size !== codes.length)
    issues.push(flowIssue('flows/duplicate-id', node, { what: 'gov:outcome' }));
  for (const what of ['action', 'rule', 'duty', 'supervision', 'rights', 'complaint'] as const) {
    if (node[what] === undefined) issues.push(missing(`gov:${what}`));
  }
  return issues;
}

/**
 * Without its returns a flow must run forward, and a return must really go back: otherwise marking an edge as a
 * return would take steps off the longest path.
 */
function checkReturns(table: FlowTable, index: TableIndex): FlowIssue[] {
  if (forwardOrder(index) === null) {
    const inCycle = table.edges.find(
      (edge) => edge.loop !== true && reachable(index, edge.to).has(edge.from),
    );
    return [flowIssue('flows/cycle-without-return', index.node.get(inCycle?.to ?? '') ?? null)];
  }
  return table.edges.flatMap((edge) =>
    edge.loop === true && !reachable(index, edge.to).has(edge.from)
      ? [flowIssue('flows/return-not-back', { id: edge.id, name: edge.label })]
      : [],
  );
}

/** A branch begun by a non-interrupting timer (督办) runs beside the case and may not lead back into it. */
function checkSideBranches(table: FlowTable, index: TableIndex): FlowIssue[] {
  const side = index.sides;
  const main = mainNodes(table, index);
  return [...side].flatMap((id) => {
    const node = index.node.get(id);
    return node !== undefined && (main.has(id) || node.main === true)
      ? [flowIssue('flows/side-branch-merges', node)]
      : [];
  });
}

function mainNodes(table: FlowTable, index: TableIndex): ReadonlySet<string> {
  const blocked = new Set(table.nodes.filter(isSideTimer).map((node) => node.id));
  return reachable(index, index.start?.id ?? '', blocked);
}

/**
 * The outcome codes that can arrive at a gateway: those of the steps right before it, through other gateways.
 * Null when anything else leads there (a timer, a message, the start, a join), because then there is no outcome.
 */
export function outcomesArriving(
  index: TableIndex,
  gateway: string,
  seen = new Set<string>(),
): ReadonlySet<string> | null {
  const codes = new Set<string>();
  seen.add(gateway);
  for (const edge of index.into(gateway)) {
    const from = index.node.get(edge.from);
    if (from === undefined) return null;
    if (from.kind === 'xor') {
      if (seen.has(from.id)) continue;
      const above = outcomesArriving(index, from.id, seen);
      if (above === null) return null;
      for (const code of above) codes.add(code);
    } else if (isWork(from)) {
      for (const outcome of from.outcomes ?? []) codes.add(outcome.code);
    } else return null;
  }
  return codes;
}

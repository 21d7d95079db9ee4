import type { Facts } from './condition.ts';
import { flowIssue, type FlowIssue } from './errors.ts';
import { isWork, type FlowTable } from './flow-table.ts';
import { leave } from './interpreter.ts';
import { MAX_MARKING_BYTES, toMarking, type Marking, type Places } from './marking.ts';
import { indexTable, type TableIndex } from './table-index.ts';
import { settle, type Settled, type Stuck } from './token-game.ts';

export interface Soundness {
  readonly issues: readonly FlowIssue[];
  readonly states: number;
}

const MAX_STATES = 20_000;

/**
 * Plays every case the flow allows: every outcome of every open step, every timer at any time, every gateway both
 * ways where it hangs on a case field. Finds a step that would open twice, a deadlock, steps from which no main end
 * can be reached, an end that leaves steps open, and steps and ways that no case ever takes. A flow with more than
 * 20,000 markings is refused (`flows/too-many-states`) rather than judged in part.
 */
export function soundness(table: FlowTable): Soundness {
  const index = indexTable(table);
  const { states, taken, stuck } = explore(index);
  if (states.size > MAX_STATES) {
    return { issues: [flowIssue('flows/too-many-states', null, { limit: MAX_STATES })], states: states.size };
  }
  const issues = [
    ...[...stuck.values()].map(({ kind, node }) => flowIssue(`flows/${kind}`, node)),
    ...checkEndings(index, states),
    ...checkDead(table, taken),
    ...checkSize(states.keys()),
  ];
  return { issues, states: states.size };
}

/** Whether the flow itself can bring a case to this marking; its marking alone decides what it can still do. */
export function isReachable(table: FlowTable, marking: Marking): boolean {
  return explore(indexTable(table)).states.has(JSON.stringify(marking));
}

type Explored = {
  readonly states: ReadonlyMap<string, { readonly places: Places; readonly next: Set<string> }>;
  /** Edges that some case takes. */
  readonly taken: ReadonlySet<string>;
  readonly stuck: ReadonlyMap<string, Stuck>;
};

/** All markings from the start on; stops once there are more than a judged flow may have. */
function explore(index: TableIndex): Explored {
  const states = new Map<string, { readonly places: Places; readonly next: Set<string> }>();
  const taken = new Set<string>();
  const stuck = new Map<string, Stuck>();
  const queue: string[] = [];
  const visit = (results: readonly (Settled | Stuck)[]): string[] =>
    results.flatMap((result) => {
      if ('kind' in result) {
        stuck.set(`${result.kind} ${result.node.id}`, result);
        return [];
      }
      for (const edge of result.taken) taken.add(edge.id);
      const key = JSON.stringify(toMarking(result.places));
      if (!states.has(key)) {
        states.set(key, { places: result.places, next: new Set() });
        queue.push(key);
      }
      return [key];
    });

  const empty: Places = { open: new Set(), joins: new Set(), fired: new Set(), ended: undefined };
  for (const edge of index.out(index.start?.id ?? '')) visit(settle(index, empty, edge, {}));
  for (let key = queue.shift(); key !== undefined && states.size <= MAX_STATES; key = queue.shift()) {
    const state = states.get(key);
    if (state === undefined) continue;
    for (const next of visit(successors(index, state.places))) state.next.add(next);
  }
  return { states, taken, stuck };
}

function successors(index: TableIndex, places: Places): (Settled | Stuck)[] {
  return [...places.open].flatMap((at) => {
    const host = index.nodes[at];
    if (host === undefined) return [];
    const events = [host, ...index.boundaries(host.id)].filter(
      (node) => !places.fired.has(index.position.get(node.id) ?? -1),
    );
    return events.flatMap((node) => {
      const [edge] = index.out(node.id);
      if (edge === undefined) return [];
      const left = leave(index, places, node, host);
      const facts: Facts[] = isWork(node)
        ? (node.outcomes ?? []).map(({ code }) => ({ outcome: code }))
        : [{}];
      return facts.flatMap((known) => settle(index, left, edge, known));
    });
  });
}

type States = ReadonlyMap<string, { readonly places: Places; readonly next: ReadonlySet<string> }>;

/** Every marking must be able to go on until a main end is reached. */
function checkEndings(index: TableIndex, states: States): FlowIssue[] {
  const before = new Map<string, string[]>();
  for (const [key, { next }] of states)
    for (const to of next) before.set(to, [...(before.get(to) ?? []), key]);
  const finishing = new Set<string>();
  const queue = [...states].flatMap(([key, { places }]) => (places.ended === undefined ? [] : [key]));
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (finishing.has(key)) continue;
    finishing.add(key);
    queue.push(...(before.get(key) ?? []));
  }
  const blamed = new Map<string, FlowIssue>();
  for (const [key, { places, next }] of states) {
    if (finishing.has(key)) continue;
    const joins = [...places.joins]
      .flatMap((edge) => index.edges[edge] ?? [])
      .map((edge) => index.node.get(edge.to));
    const open = [...places.open].map((at) => index.nodes[at]);
    const deadlock = next.size === 0 && joins.length > 0;
    const node = deadlock ? joins[0] : (open[0] ?? joins[0]);
    if (node !== undefined && (deadlock || joins.length === 0)) {
      const code = deadlock ? 'flows/deadlock' : 'flows/no-way-out';
      blamed.set(`${code} ${node.id}`, flowIssue(code, node));
    }
  }
  if (blamed.size === 0 && finishing.size < states.size) return [flowIssue('flows/no-main-end', null)];
  return [...blamed.values()];
}

function checkDead(table: FlowTable, taken: ReadonlySet<string>): FlowIssue[] {
  return table.edges
    .filter((edge) => !taken.has(edge.id))
    .map((edge) => flowIssue('flows/dead-step', { id: edge.id, name: edge.label }));
}

function checkSize(keys: Iterable<string>): FlowIssue[] {
  const largest = Math.max(0, ...[...keys].map((key) => key.length));
  return largest > MAX_MARKING_BYTES ? [flowIssue('flows/marking-too-large', null, { bytes: largest })] : [];
}

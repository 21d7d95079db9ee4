import type { FlowNode, FlowTable } from './flow-table.ts';
import { compareSum, toCalendarDays, type Limit } from './limit.ts';
import { forwardEdges, forwardOrder, indexTable } from './table-index.ts';

export interface LongestPath {
  /** Days along it, and the total limit, in one unit (`compareSum`). */
  readonly sum: number;
  readonly total: number;
  readonly steps: readonly FlowNode[];
}

interface Way {
  readonly working: number;
  readonly calendar: number;
  readonly limits: readonly Limit[];
  readonly steps: readonly FlowNode[];
}

/**
 * The way through a flow that takes longest against a total limit, counting the `counted` steps, returns left out;
 * `blocked` nodes are not passed. Working and calendar days do not add up, so every way that is not outdone in both
 * is followed.
 */
export function longestPath(
  table: FlowTable,
  total: Limit,
  counted: (node: FlowNode) => boolean,
  blocked: ReadonlySet<string>,
): LongestPath {
  const index = indexTable(table);
  const ways = new Map<string, Way[]>([
    [index.start?.id ?? '', [{ working: 0, calendar: 0, limits: [], steps: [] }]],
  ]);
  let longest: LongestPath = { sum: 0, total: compareSum([], total).total, steps: [] };
  for (const id of forwardOrder(index) ?? []) {
    const node = index.node.get(id);
    if (node === undefined || blocked.has(id)) continue;
    const passed = (ways.get(id) ?? []).map((way) => (counted(node) ? pass(way, node) : way));
    for (const { limits, steps } of passed) {
      const compared = compareSum(limits, total);
      if (compared.sum > longest.sum) longest = { ...compared, steps };
    }
    for (const edge of forwardEdges(index, id))
      ways.set(edge.to, notOutdone([...(ways.get(edge.to) ?? []), ...passed]));
  }
  return longest;
}

function pass(way: Way, node: FlowNode): Way {
  const { limit } = node;
  if (limit === undefined) return way;
  const inWorkingDays = limit.unit === 'wd';
  return {
    working: way.working + (inWorkingDays ? limit.n : 0),
    calendar: way.calendar + (inWorkingDays ? 0 : toCalendarDays([limit], false)),
    limits: [...way.limits, limit],
    steps: [...way.steps, node],
  };
}

function notOutdone(ways: readonly Way[]): Way[] {
  const outdone = (a: Way, b: Way, first: boolean) =>
    b.working >= a.working &&
    b.calendar >= a.calendar &&
    (b.working > a.working || b.calendar > a.calendar || first);
  return ways.filter((a, i) => !ways.some((b, j) => i !== j && outdone(a, b, j < i)));
}

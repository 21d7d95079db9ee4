import type { FlowNode, FlowTable } from './flow-table.ts';
import { forwardEdges, indexTable, type TableIndex } from './table-index.ts';

/** Lanes in order from the left, and the lane and row of every node; timers on steps stand on their step. */
export interface Placement {
  readonly lanes: readonly string[];
  readonly at: ReadonlyMap<string, { readonly lane: number; readonly row: number }>;
  readonly rows: number;
}

/** Rounds until the reserved cells of the main way no longer move. */
const ROUNDS = 8;

/**
 * One lane per post, one row per step of the way down. A node stands below everything that leads to it; where its
 * cell is taken it moves further down, so that lanes stay narrow. The main way, along the defaults, keeps its cells:
 * what leaves it stands aside.
 */
export function placeNodes(table: FlowTable, order: readonly string[]): Placement {
  const index = indexTable(table);
  const lanes = orderLanes(table, index, order);
  const main = mainWay(index);
  let reserved: ReadonlySet<string> = new Set();
  let at = new Map<string, { lane: number; row: number }>();
  for (let round = 0; round < ROUNDS; round += 1) {
    at = placeOnce(index, order, lanes, main, reserved);
    const now = new Set([...main].flatMap((id) => at.get(id) ?? []).map(({ lane, row }) => `${lane} ${row}`));
    if ([...now].every((cell) => reserved.has(cell))) break;
    reserved = new Set([...(round > 2 ? reserved : []), ...now]);
  }
  return { lanes, at, rows: Math.max(0, ...[...at.values()].map(({ row }) => row + 1)) };
}

function placeOnce(
  index: TableIndex,
  order: readonly string[],
  lanes: readonly string[],
  main: ReadonlySet<string>,
  reserved: ReadonlySet<string>,
): Map<string, { lane: number; row: number }> {
  const at = new Map<string, { lane: number; row: number }>();
  const taken = new Set<string>();
  const kept = new Set<string>();
  for (const id of order) {
    const node = index.node.get(id);
    if (node === undefined || node.host !== undefined) continue;
    const lane = Math.max(0, lanes.indexOf(node.post ?? ''));
    let row = above(index, node).reduce((low, from) => Math.max(low, (at.get(from)?.row ?? -1) + 1), 0);
    const aside = !main.has(id);
    while (
      kept.has(`${lane} ${row}`) ||
      (aside && (taken.has(`${lane} ${row}`) || reserved.has(`${lane} ${row}`)))
    )
      row += 1;
    taken.add(`${lane} ${row}`);
    if (!aside) kept.add(`${lane} ${row}`);
    at.set(id, { lane, row });
  }
  return at;
}

/** The steps a case passes when each gateway takes its default. */
function mainWay(index: TableIndex): ReadonlySet<string> {
  const way = new Set<string>();
  for (let node = index.start; node !== undefined && !way.has(node.id);) {
    way.add(node.id);
    const out = index.out(node.id).filter((edge) => edge.loop !== true);
    const edge = out.find((one) => one.default === true) ?? out[0];
    node = edge === undefined ? undefined : index.node.get(edge.to);
  }
  return way;
}

function above(index: TableIndex, node: FlowNode): readonly string[] {
  return index
    .into(node.id)
    .filter((edge) => edge.loop !== true)
    .map((edge) => index.node.get(edge.from)?.host ?? edge.from);
}

/** How much it weighs, against the length of lines, that work begun earlier stands further left. */
const READING_ORDER = 1;

/** Lanes in order of first work, then moved as long as that shortens the ways between lanes. */
function orderLanes(table: FlowTable, index: TableIndex, order: readonly string[]): readonly string[] {
  const used = new Set(order.flatMap((id) => index.node.get(id)?.post ?? []));
  const kind = new Map(table.posts.map((post) => [post.id, post.kind]));
  const begun = [...used].toSorted(
    (a, b) => Number(kind.get(b) === 'external') - Number(kind.get(a) === 'external'),
  );
  // Lanes by the number of their turn: orders are compared often, for every place of every lane.
  const turn = new Map(begun.map((post, at) => [post, at]));
  const ways = order.flatMap((id): readonly (readonly [number, number])[] => {
    const from = turn.get(index.node.get(id)?.post ?? '');
    return forwardEdges(index, id).flatMap((edge) => {
      const to = turn.get(index.node.get(edge.to)?.post ?? '');
      return from === undefined || to === undefined || from === to ? [] : [[from, to] as const];
    });
  });
  const lanes = [...begun.keys()];
  const stretch = lanes.map((distance) => distance ** 1.5);
  const place = lanes.map(() => 0);
  const cost = () => {
    for (const [at, lane] of lanes.entries()) place[lane] = at;
    let sum = 0;
    for (const [from, to] of ways) sum += stretch[Math.abs((place[from] ?? 0) - (place[to] ?? 0))] ?? 0;
    return sum + READING_ORDER * inversions(lanes);
  };
  let best = cost();
  for (let improved = true; improved;) {
    improved = false;
    for (let from = 0; from < lanes.length; from += 1) {
      for (let to = 0; to < lanes.length; to += 1) {
        shift(lanes, from, to);
        const now = cost();
        if (now < best - 1e-9) {
          best = now;
          improved = true;
        } else shift(lanes, to, from);
      }
    }
  }
  return lanes.flatMap((lane) => begun[lane] ?? []);
}

/** Pairs that stand the other way round than their numbers. */
function inversions(list: readonly number[]): number {
  let pairs = 0;
  for (const [at, a] of list.entries())
    for (let later = at + 1; later < list.length; later += 1) pairs += (list[later] ?? 0) < a ? 1 : 0;
  return pairs;
}

function shift(list: number[], from: number, to: number): void {
  list.splice(to, 0, ...list.splice(from, 1));
}

import { err, ok, type Result } from '#kernel';
import type { Box, Diagram, Point } from './diagram.ts';
import { flowIssue, type FlowIssue } from './errors.ts';
import type { FlowEdge, FlowNode, FlowTable } from './flow-table.ts';
import { placeLabels } from './layout-labels.ts';
import { Router } from './layout-route.ts';
import { placeNodes, type Placement } from './layout-rows.ts';
import { forwardOrder, indexTable, type TableIndex } from './table-index.ts';

const NODE: Readonly<Record<'step' | 'event' | 'gateway' | 'merge' | 'boundary', readonly [number, number]>> =
  {
    step: [100, 68],
    event: [36, 36],
    gateway: [36, 36],
    merge: [20, 20],
    boundary: [24, 24],
  };
const GUTTER = 30;
/** Free lines between two columns, clear of the hairline between lanes; and between two rows. */
const COLUMN_TRACKS = [8, 13, 17, 22] as const;
const ROW_TRACKS = [9, 16, 23] as const;
const ROW_GAP = 32;
/** Pool title and lane titles. */
const HEADER = 34;
const LANE_TITLE = 44;
const MARGIN = 12;
/** Room beside the first and the last column, for lines and timers. */
const SIDE = 18;

/**
 * A first drawing of a flow: lanes as columns, the flow running down, lines around every node. Staff correct it in
 * the editor; what they approve is published. Refuses a flow whose forward edges form a cycle.
 */
export function layoutFlow(table: FlowTable): Result<Diagram, FlowIssue[]> {
  const order = forwardOrder(indexTable(table));
  if (order === null) return err([flowIssue('flows/cycle-without-return', null)]);
  const index = indexTable(table);
  const placement = placeNodes(table, order);
  const tops = rowTops(index, placement);
  const pitch = NODE.step[0] + GUTTER;
  const boxes = new Map<string, Box>();
  for (const [id, { lane, row }] of placement.at) {
    const node = index.node.get(id);
    if (node === undefined) continue;
    const [w, h] = sizeOf(index, node);
    const { top, height } = tops.rows[row] ?? { top: 0, height: 0 };
    boxes.set(id, [MARGIN + SIDE + lane * pitch + (pitch - w) / 2, top + (height - h) / 2, w, h]);
  }
  for (const node of table.nodes)
    if (node.host !== undefined) boxes.set(node.id, onHost(index, node, boxes.get(node.host)));
  const columns = placement.lanes.length;
  const width = columns * pitch + (MARGIN + SIDE) * 2;
  const edges = routeEdges(table, placement, boxes, tops.tracks, pitch);
  return ok({
    width,
    height: tops.bottom + MARGIN,
    direction: 'down',
    lanes: placement.lanes.map((post, at) => ({
      post,
      box: laneBox(at, columns, pitch, tops.bottom),
    })),
    nodes: Object.fromEntries(boxes),
    edges: placeLabels(table.edges, boxes, edges, [MARGIN, width - MARGIN]),
  });
}

function laneBox(at: number, columns: number, pitch: number, bottom: number): Box {
  const left = MARGIN + (at === 0 ? 0 : SIDE + at * pitch);
  const right = MARGIN + SIDE + (at + 1) * pitch + (at === columns - 1 ? SIDE : 0);
  return [left, MARGIN + HEADER, right - left, bottom - MARGIN - HEADER];
}

function sizeOf(index: TableIndex, node: FlowNode): readonly [number, number] {
  switch (node.kind) {
    case 'start':
    case 'end':
    case 'terminate':
    case 'timer':
    case 'message':
      return NODE.event;
    case 'xor':
    case 'and':
      return index.out(node.id).length > 1 ? NODE.gateway : NODE.merge;
    case 'boundary':
      return NODE.boundary;
    default:
      return NODE.step;
  }
}

function rowTops(index: TableIndex, placement: Placement) {
  const heights = Array.from({ length: placement.rows }, () => 0);
  for (const [id, { row }] of placement.at) {
    const node = index.node.get(id);
    if (node !== undefined) heights[row] = Math.max(heights[row] ?? 0, sizeOf(index, node)[1]);
  }
  const tracks: number[] = [];
  let top = MARGIN + HEADER + LANE_TITLE + ROW_GAP / 2;
  const rows = heights.map((height) => {
    const row = { top, height };
    tracks.push(top + height / 2, ...ROW_TRACKS.map((track) => top + height + track));
    top += height + ROW_GAP;
    return row;
  });
  tracks.push(MARGIN + HEADER + LANE_TITLE + 6);
  return { rows, tracks, bottom: top };
}

/** Timers sit on the corners of their step: the upper right one, then the lower left one, then along its foot. */
function onHost(index: TableIndex, node: FlowNode, host: Box | undefined): Box {
  const [x, y, w, h] = host ?? [0, 0, 0, 0];
  const [size] = NODE.boundary;
  const at = index.boundaries(node.host ?? '').indexOf(node);
  const [cx, cy] = at === 0 ? [x + w, y] : [x + (at - 1) * (size + 6), y + h];
  return [cx - size / 2, cy - size / 2, size, size];
}

function routeEdges(
  table: FlowTable,
  placement: Placement,
  boxes: ReadonlyMap<string, Box>,
  tracks: readonly number[],
  pitch: number,
): ReadonlyMap<string, Point[]> {
  const left = MARGIN + SIDE;
  const xs = [-1, ...placement.lanes.keys()].flatMap((lane) => {
    const gutter = left + lane * pitch + (pitch + NODE.step[0]) / 2;
    return [left + lane * pitch + pitch / 2, ...COLUMN_TRACKS.map((track) => gutter + track)];
  });
  const usable = xs.filter((x) => x > MARGIN && x < left + placement.lanes.length * pitch + SIDE);
  const centres = [...boxes.values()].map(([x, y, w, h]): Point => [x + w / 2, y + h / 2]);
  const stubs = new Set(centres.map(([x]) => x).filter((x) => !usable.includes(x)));
  const router = new Router([...usable, ...stubs], [...tracks, ...centres.map(([, y]) => y)], boxes, stubs);
  const span = (edge: FlowEdge) => {
    const [ax, ay] = boxes.get(edge.from) ?? [0, 0];
    const [bx, by] = boxes.get(edge.to) ?? [0, 0];
    return Math.abs(ax - bx) + Math.abs(ay - by) + (edge.loop === true ? 1e6 : 0);
  };
  const wires = table.edges.toSorted((a, b) => span(a) - span(b));
  return new Map(wires.map((edge) => [edge.id, router.route(edge)]));
}

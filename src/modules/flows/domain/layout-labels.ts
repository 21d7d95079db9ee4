import type { Box, Diagram, Point } from './diagram.ts';
import type { FlowEdge } from './flow-table.ts';
import { textWidth } from './text-width.ts';

const LABEL_SIZE = 11;
const HEIGHT = 15;
const PAD = 3;

/** Puts each label beside the beginning of its line, where it covers no node and no label, and lines least. */
export function placeLabels(
  labelled: readonly Pick<FlowEdge, 'id' | 'label'>[],
  boxes: ReadonlyMap<string, Box>,
  lines: ReadonlyMap<string, Point[]>,
  [left, right]: readonly [number, number],
): Diagram['edges'] {
  const placed: Box[] = [...boxes.values()];
  const segments = [...lines].flatMap(([id, points]) => toSegments(points).map((box) => ({ id, box })));
  const edges: Diagram['edges'] = {};
  for (const edge of labelled) {
    const points = lines.get(edge.id) ?? [];
    if (edge.label === undefined) {
      edges[edge.id] = { points };
      continue;
    }
    const width = textWidth(edge.label, LABEL_SIZE) + PAD * 2;
    const penalty = (box: Box) =>
      (box[0] < left || box[0] + box[2] > right ? 200 : 0) +
      placed.filter((other) => overlap(box, other)).length * 100 +
      segments.filter(({ box: line }) => overlap(box, line)).length * 10;
    let best: { box: Box; cost: number } | undefined;
    for (const [at, box] of candidates(points, width).entries()) {
      const cost = penalty(box) + at * 0.5;
      if (best === undefined || cost < best.cost) best = { box, cost };
    }
    edges[edge.id] = best === undefined ? { points } : { points, label: best.box };
    if (best !== undefined) placed.push(best.box);
  }
  return edges;
}

function candidates(points: readonly Point[], width: number): Box[] {
  return points.slice(0, 4).flatMap((from, at): Box[] => {
    const to = points[at + 1];
    if (to === undefined) return [];
    if (from[1] === to[1]) {
      const right = to[0] > from[0];
      const begin = right ? from[0] + 2 : from[0] - 2 - width;
      const middle = (from[0] + to[0] - width) / 2;
      return [begin, middle].flatMap((x): Box[] => [
        [x, from[1] - HEIGHT - 1, width, HEIGHT],
        [x, from[1] + 1, width, HEIGHT],
      ]);
    }
    const down = to[1] > from[1];
    const begin = down ? from[1] + 2 : from[1] - 2 - HEIGHT;
    const middle = (from[1] + to[1] - HEIGHT) / 2;
    return [begin, middle].flatMap((y): Box[] => [
      [from[0] + 2, y, width, HEIGHT],
      [from[0] - 2 - width, y, width, HEIGHT],
    ]);
  });
}

export function toSegments(points: readonly Point[]): Box[] {
  return points.slice(1).map((to, at): Box => {
    const from = points[at] ?? to;
    return [
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.abs(from[0] - to[0]),
      Math.abs(from[1] - to[1]),
    ];
  });
}

export function overlap([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): boolean {
  return ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah;
}

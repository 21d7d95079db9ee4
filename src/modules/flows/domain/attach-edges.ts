import type { Box, Diagram, Point } from './diagram.ts';
import type { FlowEdge, FlowTable } from './flow-table.ts';
import { placeLabels } from './layout-labels.ts';
import { Router } from './layout-route.ts';

/** How far from its node a line may end and still be read as ending there, in px. */
const SLACK = 8;
/** Between a node and a line drawn around it. */
const CLEAR = 16;

interface Drawn {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly Pick<FlowEdge, 'id' | 'from' | 'to' | 'label'>[];
}

/**
 * The drawing with every line ending at the nodes it joins: lines left behind by nodes that went or moved are drawn
 * anew around the others, all else stays as it was. The same object when nothing is loose.
 */
export function attachEdges<T extends Drawn>(table: T, diagram: Diagram): Diagram {
  const loose = table.edges.filter((edge) => isLoose(edge, diagram));
  if (loose.length === 0) return diagram;
  const boxes = new Map(table.nodes.flatMap(({ id }) => entry(id, diagram.nodes[id])));
  const edges = { ...diagram.edges };
  for (const { id } of loose) delete edges[id];
  const kept = Object.values(edges).map(({ points }) => points);
  const corners = kept.flat();
  const around = (at: 0 | 1) => [
    ...[...boxes.values()].flatMap((box) => {
      const [start, size] = [box[at], box[at === 0 ? 2 : 3]];
      return [start - CLEAR, start + size / 2, start + size + CLEAR];
    }),
    ...corners.map((point) => point[at]),
  ];
  const router = new Router(around(0), around(1), boxes, new Set());
  for (const points of kept) router.pass(points);
  for (const edge of loose) {
    const points = router.route(edge);
    const others = new Map([
      ...boxes,
      ...Object.entries(edges).flatMap(([id, { label }]) => entry(`label ${id}`, label)),
    ]);
    const lines = new Map<string, Point[]>(Object.entries(edges).map(([id, drawn]) => [id, drawn.points]));
    const labelled = placeLabels([edge], others, lines.set(edge.id, points), [0, diagram.width]);
    edges[edge.id] = labelled[edge.id] ?? { points };
  }
  return { ...diagram, edges };
}

function isLoose({ id, from, to }: Pick<FlowTable['edges'][number], 'id' | 'from' | 'to'>, drawn: Diagram) {
  const points = drawn.edges[id]?.points;
  const [first, last] = [points?.[0], points?.at(-1)];
  const [source, target] = [drawn.nodes[from], drawn.nodes[to]];
  if (first === undefined || last === undefined || source === undefined || target === undefined) return false;
  return !isAt(first, source) || !isAt(last, target);
}

function isAt([px, py]: Point, [x, y, w, h]: Box): boolean {
  return px >= x - SLACK && px <= x + w + SLACK && py >= y - SLACK && py <= y + h + SLACK;
}

function entry(id: string, box: Box | undefined): (readonly [string, Box])[] {
  return box === undefined ? [] : [[id, box]];
}

import type { ModdleElement } from 'bpmn-moddle';
import type { Box, Diagram, Point } from './diagram.ts';
import type { ModdleReader } from './moddle-reader.ts';

const SHAPE = [
  'id',
  'bpmnElement',
  'bounds',
  'label',
  'isHorizontal',
  'isExpanded',
  'isMarkerVisible',
  'isMessageVisible',
] as const;

/** Around the pool, as our own layout has it. */
const MARGIN = 12;

/** The drawing in the file, or null when it has none or it leaves nodes out: then one is laid out. */
export function readDiagram(
  reader: ModdleReader,
  definitions: ModdleElement,
  posts: readonly { readonly id: string | undefined; readonly lane: string }[],
): Diagram | null {
  const diagrams = reader.children(definitions, 'diagrams');
  const [plane] = diagrams.flatMap((diagram) => reader.child(diagram, 'plane') ?? []);
  if (plane === undefined) return null;
  if (diagrams.length > 1)
    reader.refuse('flows/element-not-allowed', definitions, { what: 'bpmndi:BPMNDiagram' });
  const postOfLane = new Map(posts.map(({ id, lane }) => [lane, id]));
  const drawing: Diagram = { width: 0, height: 0, direction: 'right', lanes: [], nodes: {}, edges: {} };
  for (const element of reader.children(plane, 'planeElement')) {
    const shown = reader.child(element, 'bpmnElement');
    const id = shown === undefined ? '' : reader.id(shown);
    if (element.$type === 'bpmndi:BPMNEdge') {
      reader.allow(element, ['id', 'bpmnElement', 'waypoint', 'label']);
      const points = reader
        .children(element, 'waypoint')
        .map((at): Point => [reader.number(at, 'x'), reader.number(at, 'y')]);
      const label = labelBox(reader, element);
      drawing.edges[id] = label === undefined ? { points } : { points, label };
      for (const [x, y] of points) grow(drawing, [x, y, 0, 0]);
      continue;
    }
    reader.allow(element, SHAPE);
    const box = boxOf(reader, element);
    if (box === undefined) continue;
    const [x, y, w, h] = box;
    grow(drawing, shown?.$type === 'bpmn:Participant' ? [x, y, w + MARGIN, h + MARGIN] : box);
    if (shown?.$type === 'bpmn:Lane') {
      drawing.lanes.push({ post: postOfLane.get(id) ?? '', box });
      drawing.direction = element.get('isHorizontal') === false ? 'down' : 'right';
    } else if (shown?.$type !== 'bpmn:Participant') drawing.nodes[id] = box;
  }
  return drawing.width === 0 ? null : drawing;
}

function grow(drawing: { width: number; height: number }, [x, y, w, h]: Box): void {
  drawing.width = Math.max(drawing.width, x + w);
  drawing.height = Math.max(drawing.height, y + h);
}

function boxOf(reader: ModdleReader, element: ModdleElement): Box | undefined {
  const bounds = reader.child(element, 'bounds');
  if (bounds === undefined) return undefined;
  return [
    reader.number(bounds, 'x'),
    reader.number(bounds, 'y'),
    reader.number(bounds, 'width'),
    reader.number(bounds, 'height'),
  ];
}

function labelBox(reader: ModdleReader, element: ModdleElement): Box | undefined {
  const label = reader.child(element, 'label');
  return label === undefined ? undefined : boxOf(reader, label);
}

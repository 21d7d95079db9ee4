import { attachEdges } from './attach-edges.ts';
import type { Box, Diagram } from './diagram.ts';
import type { FlowDraft } from './draft-table.ts';
import { layoutFlow } from './layout-flow.ts';
import { toBpmnXml } from './to-bpmn-xml.ts';
import { withReturns } from './with-returns.ts';

/** Width of the lane of a post that has no step yet. */
const EMPTY_LANE = 130;

/**
 * A draft as a BPMN file. The drawing it had is kept as long as everything stands where it belongs, with the
 * lines of what was taken out joined again; otherwise, or when
 * `diagram` is null, it is laid out anew.
 */
export async function writeDraft(draft: FlowDraft, diagram: Diagram | null): Promise<string> {
  const whole = withoutLooseEnds(draft);
  const kept = diagram !== null && fits(whole, diagram) ? attachEdges(whole, only(whole, diagram)) : null;
  return toBpmnXml(whole, kept ?? drawDraft(whole));
}

/** Edges and timers whose other end is gone cannot be written. */
function withoutLooseEnds(draft: FlowDraft): FlowDraft {
  const ids = new Set(draft.nodes.map(({ id }) => id));
  const nodes = draft.nodes.filter(({ host }) => host === undefined || ids.has(host));
  return { ...draft, nodes, edges: draft.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) };
}

function fits({ nodes, edges, posts }: FlowDraft, diagram: Diagram): boolean {
  const lanes = new Map(diagram.lanes.map(({ post, box }) => [post, box]));
  return (
    posts.every(({ id }) => lanes.has(id)) &&
    edges.every(({ id }) => id in diagram.edges) &&
    nodes.every(({ id, post }) => {
      const box = diagram.nodes[id];
      const lane = lanes.get(post ?? '');
      return box !== undefined && (post === undefined || (lane !== undefined && holds(lane, box)));
    })
  );
}

function holds([x, y, w, h]: Box, [nx, ny, nw, nh]: Box): boolean {
  const [cx, cy] = [nx + nw / 2, ny + nh / 2];
  return cx >= x && cx <= x + w && cy >= y && cy <= y + h;
}

function only({ nodes, edges, posts }: FlowDraft, diagram: Diagram): Diagram {
  const pick = <T>(items: readonly { readonly id: string }[], from: Readonly<Record<string, T>>) =>
    Object.fromEntries(items.flatMap(({ id }) => (from[id] === undefined ? [] : [[id, from[id]]])));
  return {
    ...diagram,
    lanes: diagram.lanes.filter(({ post }) => posts.some(({ id }) => id === post)),
    nodes: pick(nodes, diagram.nodes),
    edges: pick(edges, diagram.edges),
  };
}

/** Our own layout, for a draft that may be unfinished: circles are read as returns, idle posts get a lane at the side. */
function drawDraft(draft: FlowDraft): Diagram {
  const drawn = layoutFlow(withReturns(draft));
  if (!drawn.ok) throw new Error('a flow with its returns marked can be laid out');
  const { lanes, width, ...rest } = drawn.value;
  const idle = draft.posts.filter(({ id }) => !lanes.some(({ post }) => post === id));
  const edge = Math.max(12, ...lanes.map(({ box: [x, , w] }) => x + w));
  const [, top, , height] = lanes[0]?.box ?? [0, 46, 0, 400];
  return {
    ...rest,
    width: width + idle.length * EMPTY_LANE,
    lanes: [
      ...lanes,
      ...idle.map(({ id }, at) => ({
        post: id,
        box: [edge + at * EMPTY_LANE, top, EMPTY_LANE, height] satisfies Box,
      })),
    ],
  };
}

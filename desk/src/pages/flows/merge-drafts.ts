import type { FlowDraft } from '#modules/flows/contract';
import { mergeElements } from '../../lib/merge.ts';

type Elements = Readonly<Record<string, unknown>>;

/** What of a drawing is changed as one thing: a step, a way, the lanes, what the flow says of itself. */
function elementsOf({ nodes, edges, posts, fields, ...flow }: FlowDraft): Elements {
  return Object.fromEntries([
    ...nodes.map((node) => [`node ${node.id}`, node]),
    ...edges.map((edge) => [`edge ${edge.id}`, edge]),
    ['posts', posts],
    ['fields', fields],
    ['flow', flow],
  ]);
}

/** The drawing with what both sides changed since `base`; undefined when both changed the same thing. */
export function mergeDrafts(base: FlowDraft, mine: FlowDraft, stored: FlowDraft): FlowDraft | undefined {
  const [was, here, there] = [elementsOf(base), elementsOf(mine), elementsOf(stored)];
  const { theirs, both } = mergeElements(was, here, there);
  if (both.length > 0) return undefined;
  const taken = new Set(theirs);
  const pick = <T extends { readonly id: string }>(
    kind: string,
    own: readonly T[],
    other: readonly T[],
  ): T[] => {
    const kept = own.filter(({ id }) => !taken.has(`${kind} ${id}`) || other.some((one) => one.id === id));
    const fresh = other.filter(({ id }) => taken.has(`${kind} ${id}`) && !own.some((one) => one.id === id));
    return [
      ...kept.map((item) =>
        taken.has(`${kind} ${item.id}`) ? (other.find(({ id }) => id === item.id) ?? item) : item,
      ),
      ...fresh,
    ];
  };
  const flow = taken.has('flow') ? stored : mine;
  return {
    ...flow,
    posts: taken.has('posts') ? stored.posts : mine.posts,
    fields: taken.has('fields') ? stored.fields : mine.fields,
    nodes: pick('node', mine.nodes, stored.nodes),
    edges: pick('edge', mine.edges, stored.edges),
  };
}

import { flowIssue, type FlowIssue } from './errors.ts';
import type { ParsedFlow } from './parse-flow.ts';
import type { RawEdge } from './read-elements.ts';

/** A parsed file in the shape of a flow table, its values not checked yet. */
export function assembleTable(parsed: ParsedFlow, unnamed: Readonly<Record<string, string>>) {
  const defaults = new Set(parsed.nodes.flatMap((node) => node.defaultEdge ?? []));
  return {
    schema: 1,
    id: parsed.id,
    name: parsed.name,
    kind: parsed.kind,
    clock: { from: parsed.mainFrom, to: parsed.mainTo },
    fields: parsed.fields,
    posts: parsed.posts.map(({ id, name, kind }) => ({ id, name, kind })),
    nodes: parsed.nodes.map(({ defaultEdge: _default, listed: _listed, ...node }) => ({
      ...node,
      name: node.name ?? unnamed[node.kind],
      post: node['post'] ?? parsed.laneOf.get(node.id),
    })),
    edges: parsed.edges.map((edge) => toEdge(edge, defaults)),
  };
}

export type AssembledTable = ReturnType<typeof assembleTable>;

function toEdge({ id, from, to, label, labelEn, when, feel, loop }: RawEdge, defaults: ReadonlySet<string>) {
  return {
    id,
    from,
    to,
    label,
    labelEn,
    when,
    feel,
    loop: loop ? true : undefined,
    default: defaults.has(id) ? true : undefined,
  };
}

/** Absent optional values are left out, so that a table is the same JSON whichever way it was made. */
export function dropAbsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropAbsent);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(present.map(([key, item]) => [key, dropAbsent(item)]));
}

/** A refused value as an issue that names the node, way or post it belongs to. */
export function valueIssue(draft: AssembledTable, path: readonly PropertyKey[], message: string): FlowIssue {
  const [list, at, ...rest] = path;
  const element = typeof at === 'number' ? elementAt(draft, list, at) : undefined;
  const what = (element === undefined ? path : rest).map(String).join('.');
  return flowIssue('flows/bad-value', element ?? null, { what, message });
}

function elementAt(
  draft: AssembledTable,
  list: PropertyKey | undefined,
  at: number,
): { readonly id: string; readonly name: string | undefined } | undefined {
  const elements: Readonly<Record<string, readonly { readonly id: unknown; readonly name?: unknown }[]>> = {
    nodes: draft.nodes,
    edges: draft.edges.map(({ id, label }) => ({ id, name: label })),
    posts: draft.posts,
  };
  const found = elements[String(list)]?.[at];
  if (found === undefined || typeof found.id !== 'string') return undefined;
  return { id: found.id, name: typeof found.name === 'string' ? found.name : undefined };
}

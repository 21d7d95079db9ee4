import type { FlowEdge, FlowNode, FlowTable } from './flow-table.ts';

interface ElementChange {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

/** What changed between two versions of a flow, by element and field; JSON values, absent ones undefined. */
export interface TableDifference {
  readonly added: readonly FlowNode[];
  readonly removed: readonly FlowNode[];
  readonly changed: readonly ElementChange[];
  readonly waysAdded: readonly FlowEdge[];
  readonly waysRemoved: readonly FlowEdge[];
  readonly waysChanged: readonly ElementChange[];
}

export function diffTables(before: FlowTable, after: FlowTable): TableDifference {
  const nodes = compare(before.nodes, after.nodes, (node) => node.name);
  const edges = compare(before.edges, after.edges, (edge) => edge.label ?? edge.id);
  return {
    ...nodes,
    waysAdded: edges.added,
    waysRemoved: edges.removed,
    waysChanged: edges.changed,
  };
}

function compare<T extends FlowNode | FlowEdge>(
  before: readonly T[],
  after: readonly T[],
  name: (item: T) => string,
) {
  const old = new Map(before.map((item) => [item.id, item]));
  const kept = new Set(after.map((item) => item.id));
  return {
    added: after.filter((item) => !old.has(item.id)),
    removed: before.filter((item) => !kept.has(item.id)),
    changed: after.flatMap((item): ElementChange[] => {
      const was = old.get(item.id);
      const fields = was === undefined ? [] : fieldsChanged(was, item);
      return fields.length === 0 ? [] : [{ id: item.id, name: name(item), fields }];
    }),
  };
}

function fieldsChanged(was: object, is: object): ElementChange['fields'] {
  const before = new Map(Object.entries(was));
  const after = new Map(Object.entries(is));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((field) => {
    const [a, b]: readonly [unknown, unknown] = [before.get(field), after.get(field)];
    return JSON.stringify(a) === JSON.stringify(b) ? [] : [{ field, before: a, after: b }];
  });
}

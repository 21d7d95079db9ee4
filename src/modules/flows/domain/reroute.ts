import type { FlowNode, FlowTable } from './flow-table.ts';
import { leave } from './interpreter.ts';
import { toMarking, toPlaces, type Marking } from './marking.ts';
import { isReachable } from './soundness.ts';
import { indexTable, reachable } from './table-index.ts';

/**
 * The marking with `to` open in place of `from`: what an approved deviation asks for. Null when the flow itself could
 * never bring a case there, since what follows would not be sound.
 */
export function reroute(table: FlowTable, marking: Marking, from: string, to: string): Marking | null {
  const index = indexTable(table);
  const [left, target] = [index.node.get(from), index.position.get(to)];
  const places = toPlaces(marking);
  if (left === undefined || target === undefined || places.open.has(target)) return null;
  if (!places.open.has(index.position.get(from) ?? -1)) return null;
  const without = leave(index, places, left, left);
  const moved = toMarking({ ...without, open: new Set([...without.open, target]) });
  return isReachable(table, moved) ? moved : null;
}

/** Steps that every way forward from `from` to `to` passes, `from` itself among them: what a jump would leave undone. */
export function stepsPassedOver(table: FlowTable, from: string, to: string): readonly FlowNode[] {
  const index = indexTable(table);
  const between = reachable(index, from);
  return table.nodes.filter(
    (node) =>
      node.id === from ||
      (node.id !== to && between.has(node.id) && !reachable(index, from, new Set([node.id])).has(to)),
  );
}

export type Transfer =
  | { readonly ok: true; readonly marking: Marking }
  /** The open step or waiting branch that the other flow does not have, or has as something else. */
  | { readonly ok: false; readonly missing: string };

/** The same standing of a case in another version of its flow, by the ids of steps and lines. */
export function transferMarking(from: FlowTable, marking: Marking, to: FlowTable): Transfer {
  const [old, fresh] = [indexTable(from), indexTable(to)];
  const missing: string[] = [];
  const nodeAt = (place: number): number => {
    const node = old.nodes[place];
    const same = fresh.node.get(node?.id ?? '');
    const at = fresh.position.get(node?.id ?? '');
    if (node !== undefined && same?.kind === node.kind && same.role === node.role && at !== undefined)
      return at;
    missing.push(node?.name ?? String(place));
    return -1;
  };
  const edgeAt = (place: number): number => {
    const edge = old.edges[place];
    const at = fresh.edgePosition.get(edge?.id ?? '');
    if (at === undefined) missing.push(old.node.get(edge?.to ?? '')?.name ?? String(place));
    return at ?? -1;
  };
  const places = toPlaces(marking);
  const moved = toMarking({
    open: new Set([...places.open].map(nodeAt)),
    joins: new Set([...places.joins].map(edgeAt)),
    fired: new Set([...places.fired].map(nodeAt)),
    ended: places.ended === undefined ? undefined : nodeAt(places.ended),
  });
  const [first] = missing;
  if (first !== undefined) return { ok: false, missing: first };
  if (!isReachable(to, moved)) return { ok: false, missing: openNames(from, marking) };
  return { ok: true, marking: moved };
}

function openNames(table: FlowTable, marking: Marking): string {
  return marking.o.map((place) => table.nodes[place]?.name ?? String(place)).join('、');
}

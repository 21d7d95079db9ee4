import { err, ok, type Result } from '#kernel';
import { conditionNames, type Facts } from './condition.ts';
import {
  alreadyFired,
  factMissing,
  outcomeNotDeclared,
  stepNotOpen,
  unsound,
  wrongEvent,
  type StepRefusal,
} from './errors.ts';
import { isWork, type FlowEdge, type FlowNode, type FlowTable } from './flow-table.ts';
import { toMarking, toPlaces, type Marking, type Places } from './marking.ts';
import { indexTable, type TableIndex } from './table-index.ts';
import { settle } from './token-game.ts';

/**
 * What happened to a case: a step completed with a declared outcome, a timer ran out, or a message came in.
 * `fields` are all case fields known by now, typed as the flow declares them.
 */
export type FlowEvent =
  | { readonly type: 'complete'; readonly node: string; readonly outcome: string; readonly fields?: Facts }
  | { readonly type: 'timer'; readonly node: string; readonly fields?: Facts }
  | { readonly type: 'message'; readonly node: string; readonly fields?: Facts };

export interface FlowStep {
  readonly marking: Marking;
  readonly opened: readonly FlowNode[];
  readonly closed: readonly FlowNode[];
  /** The main end the case reached by this event. */
  readonly ended?: FlowNode;
}

/** An open step and the timers running on it. */
export interface OpenStep {
  readonly node: FlowNode;
  readonly timers: readonly FlowNode[];
}

const NOWHERE: Places = { open: new Set(), joins: new Set(), fired: new Set(), ended: undefined };

/** The marking of a case just begun: the steps after the start are open. */
export function start(table: FlowTable): Marking {
  const index = indexTable(table);
  const [edge] = index.out(index.start?.id ?? '');
  if (edge === undefined) throw new Error(`flow ${table.id} has no start`);
  const moved = move(table, index, NOWHERE, edge, {});
  if (!moved.ok) throw new Error(`flow ${table.id} cannot start`, { cause: moved.error });
  return toMarking(moved.value);
}

/** The steps open now, each with the timers that have not fired yet. */
export function openSteps(table: FlowTable, marking: Marking): readonly OpenStep[] {
  const index = indexTable(table);
  const fired = new Set(marking.f);
  return marking.o.flatMap((place) => {
    const node = index.nodes[place];
    if (node === undefined) return [];
    const timers = index
      .boundaries(node.id)
      .filter((timer) => !fired.has(index.position.get(timer.id) ?? -1));
    return [{ node, timers }];
  });
}

/** The main end a case has reached, if any. */
export function reachedEnd(table: FlowTable, marking: Marking): FlowNode | undefined {
  return marking.e === undefined ? undefined : table.nodes[marking.e];
}

/**
 * One event of a case. Refuses a step that is not open (`flows/step-not-open`), an outcome that is not declared, an
 * event of the wrong kind, a timer that has fired, and a gateway whose facts are missing (`flows/fact-missing`).
 */
export function step(table: FlowTable, marking: Marking, event: FlowEvent): Result<FlowStep, StepRefusal> {
  const index = indexTable(table);
  const places = toPlaces(marking);
  const node = index.node.get(event.node);
  if (node === undefined) return err(stepNotOpen(event.node));
  const host = node.kind === 'boundary' ? index.node.get(node.host ?? '') : node;
  if (host === undefined || !places.open.has(index.position.get(host.id) ?? -1))
    return err(stepNotOpen(event.node));
  if (!fits(node, event)) return err(wrongEvent(event.node));
  if (event.type === 'complete' && !(node.outcomes ?? []).some(({ code }) => code === event.outcome)) {
    return err(outcomeNotDeclared(event.node, event.outcome));
  }
  if (places.fired.has(index.position.get(node.id) ?? -1)) return err(alreadyFired(event.node));
  const [edge] = index.out(node.id);
  if (edge === undefined) throw new Error(`step ${node.id} leads nowhere`);
  const facts: Facts = { ...event.fields, ...(event.type === 'complete' && { outcome: event.outcome }) };
  const left = leave(index, places, node, host);
  const moved = move(table, index, left, edge, facts);
  if (!moved.ok) return moved;
  return ok(toStep(index, places, left, moved.value));
}

function fits(node: FlowNode, event: FlowEvent): boolean {
  switch (event.type) {
    case 'complete':
      return isWork(node);
    case 'timer':
      return node.kind === 'timer' || node.kind === 'boundary';
    case 'message':
      return node.kind === 'message';
  }
}

/** Closes the step, or marks its timer as fired when the timer does not interrupt. */
export function leave(index: TableIndex, places: Places, node: FlowNode, host: FlowNode): Places {
  const at = index.position.get(node.id) ?? -1;
  if (node.kind === 'boundary' && node.interrupting === false)
    return { ...places, fired: new Set([...places.fired, at]) };
  const open = new Set(places.open);
  open.delete(index.position.get(host.id) ?? -1);
  const timers = new Set(index.boundaries(host.id).map((timer) => index.position.get(timer.id) ?? -1));
  return { ...places, open, fired: new Set([...places.fired].filter((place) => !timers.has(place))) };
}

function move(
  table: FlowTable,
  index: TableIndex,
  from: Places,
  edge: FlowEdge,
  facts: Facts,
): Result<Places, StepRefusal> {
  const [settled, ...others] = settle(index, from, edge, facts);
  if (settled === undefined) throw new Error(`edge ${edge.id} settles nowhere`);
  if (others.length > 0) return err(factMissing(edge.to, missingFacts(table, facts)));
  if ('kind' in settled) return err(unsound(settled.node.id));
  return ok(settled.places);
}

function missingFacts(table: FlowTable, facts: Facts): readonly string[] {
  const named = new Set(
    table.edges.flatMap(({ condition }) => (condition === undefined ? [] : [...conditionNames(condition)])),
  );
  return [...named].filter((name) => name !== 'outcome' && facts[name] === undefined);
}

/** A return may close a step and open it again in one move: both are told. */
function toStep(index: TableIndex, before: Places, left: Places, after: Places): FlowStep {
  const nodesAt = (places: readonly number[]) => places.flatMap((place) => index.nodes[place] ?? []);
  const ended = after.ended === before.ended ? undefined : index.nodes[after.ended ?? -1];
  return {
    marking: toMarking(after),
    opened: nodesAt([...after.open].filter((place) => !left.open.has(place))),
    closed: nodesAt([...before.open].filter((place) => !left.open.has(place) || !after.open.has(place))),
    ...(ended !== undefined && { ended }),
  };
}

import { isWork } from './flow-table.ts';
import type { DraftEdge, DraftNode, FlowDraft } from './draft-table.ts';
import { forwardOrder, indexTable, type TableIndex } from './table-index.ts';
import { withReturns } from './with-returns.ts';

/** One way onward from a row of the table, past the merging gateways that lie on it. */
export interface DraftWay {
  /** The edge that leaves the row; absent on a way not drawn yet. */
  readonly edge?: string | undefined;
  /** Id of the row it leads to. */
  readonly to: string;
  /** The outcome it stands for; empty for the way of all other outcomes. */
  readonly outcome?: string | undefined;
  /** The condition, out of a gateway that is a row of its own. */
  readonly feel?: string | undefined;
  readonly label?: string | undefined;
  readonly labelEn?: string | undefined;
  readonly when?: string | undefined;
  readonly default?: true | undefined;
  readonly loop?: true | undefined;
}

/** A row of the table editor: a step, a start, an end, a timer, or a gateway that says more than an outcome. */
export interface DraftRow {
  readonly node: DraftNode;
  readonly ways: readonly DraftWay[];
  /** The gateway right behind a step that only tells its outcomes apart: shown as part of the step. */
  readonly gateway?: string | undefined;
}

/** Merging gateways are not rows: they are made and taken away as ways are set. */
export function isMerge(index: TableIndex, node: DraftNode): boolean {
  return node.kind === 'xor' && index.out(node.id).length === 1;
}

const BY_OUTCOME = /^outcome = "([a-z0-9-]+)"$/u;

/** The gateway behind a step when all it does is to tell the step's outcomes apart. */
export function gatewayOf(index: TableIndex, node: DraftNode): string | undefined {
  const [edge, ...others] = index.out(node.id);
  const gateway = index.node.get(edge?.to ?? '');
  if (!isWork(node) || others.length > 0 || gateway?.kind !== 'xor') return undefined;
  const out = index.out(gateway.id);
  if (
    index.into(gateway.id).length !== 1 ||
    out.length < 2 ||
    index.boundaries(node.id).some(({ id }) => id === gateway.id)
  )
    return undefined;
  const named = out.flatMap((one) => outcomeIn(one) ?? []);
  const defaults = out.filter((one) => one.default === true && one.feel === undefined);
  const rest = restOf(node, named);
  const told = new Set(named).size === out.length - 1 && named.every((code) => isDeclared(node, code));
  return defaults.length === 1 && told && rest.length > 0 ? gateway.id : undefined;
}

function isDeclared({ outcomes = [] }: DraftNode, code: string): boolean {
  return outcomes.some((outcome) => outcome.code === code);
}

function outcomeIn({ feel, default: rest }: DraftEdge): string | undefined {
  return rest === true ? undefined : BY_OUTCOME.exec(feel ?? '')?.[1];
}

/** Outcomes that no way names: the default way is theirs. */
function restOf({ outcomes = [] }: DraftNode, named: readonly string[]): string[] {
  return outcomes.map(({ code }) => code).filter((code) => !named.includes(code));
}

/** The rows of the table, in the order in which a case comes to them; timers follow their step. */
export function rowsOf(draft: FlowDraft): readonly DraftRow[] {
  const index = indexTable(draft);
  const order = forwardOrder(indexTable(withReturns(draft))) ?? draft.nodes.map(({ id }) => id);
  const hidden = new Set<string>();
  const gateways = new Map<string, string>();
  for (const node of draft.nodes) {
    if (isMerge(index, node)) hidden.add(node.id);
    const gateway = gatewayOf(index, node);
    if (gateway === undefined) continue;
    hidden.add(gateway);
    gateways.set(node.id, gateway);
  }
  const nodes = new Map(draft.nodes.map((node) => [node.id, node]));
  return order.flatMap((id) => {
    const node = nodes.get(id);
    if (node === undefined || hidden.has(id)) return [];
    const gateway = gateways.get(id);
    const named = index.out(gateway ?? '').flatMap((edge) => outcomeIn(edge) ?? []);
    const [only, ...more] = restOf(node, named);
    const rest = more.length === 0 ? (only ?? '') : '';
    return [
      { node, gateway, ways: index.out(gateway ?? id).map((edge) => toWay(index, edge, gateway && rest)) },
    ];
  });
}

function toWay(index: TableIndex, edge: DraftEdge, rest: string | undefined): DraftWay {
  const { to, loop } = destination(index, edge);
  const { id, label, labelEn, when, feel, default: isDefault } = edge;
  return {
    edge: id,
    to,
    ...(rest === undefined ? feel !== undefined && { feel } : { outcome: outcomeIn(edge) ?? rest }),
    ...(label !== undefined && { label }),
    ...(labelEn !== undefined && { labelEn }),
    ...(when !== undefined && { when }),
    ...(isDefault === true && { default: true as const }),
    ...(loop && { loop: true as const }),
  };
}

/** Where an edge comes to past the merges on it, and whether it goes back. */
export function destination(
  index: TableIndex,
  edge: DraftEdge,
): { readonly to: string; readonly loop: boolean } {
  const seen = new Set<string>();
  let { to, loop } = { to: edge.to, loop: edge.loop === true };
  for (
    let node = index.node.get(to);
    node !== undefined && isMerge(index, node) && !seen.has(to);
    node = index.node.get(to)
  ) {
    seen.add(to);
    const [next] = index.out(to);
    if (next === undefined) break;
    to = next.to;
    loop ||= next.loop === true;
  }
  return { to, loop };
}

import type { DraftEdge, DraftNode, FlowDraft } from './draft-table.ts';
import { destination, gatewayOf, isMerge, rowsOf, type DraftWay } from './draft-ways.ts';
import { isWork } from './flow-table.ts';
import { indexTable } from './table-index.ts';

/**
 * Edits of the table editor. Each gives a new draft in which everything it does not touch is as it was, ids included:
 * going to the table and back changes nothing that nobody changed.
 */

export function setNode(draft: FlowDraft, node: DraftNode): FlowDraft {
  return { ...draft, nodes: draft.nodes.map((one) => (one.id === node.id ? node : one)) };
}

/**
 * Sets what follows a row. Gateways that tell outcomes apart and gateways where ways meet are made and taken away as
 * needed; ways that stay keep their edge.
 */
export function setWays(draft: FlowDraft, row: string, ways: readonly DraftWay[]): FlowDraft {
  const index = indexTable(draft);
  const node = draft.nodes.find(({ id }) => id === row);
  if (node === undefined) return draft;
  const had = gatewayOf(index, node);
  const split = isWork(node) && ways.length > 1;
  const edit = new Edit(draft);
  const source = split ? (had ?? edit.addGateway(`${row}.way`, node, node.name)) : row;
  if (split && had === undefined) {
    for (const edge of index.out(row)) edit.remove(edge.id);
    edit.addEdge({ id: edit.edgeId(row, source), from: row, to: source });
  }
  if (!split && had !== undefined) edit.dropNode(had);
  const old = new Map(index.out(had ?? row).map((edge) => [edge.id, edge]));
  const kept = new Set(ways.flatMap((way) => (old.has(way.edge ?? '') ? (way.edge ?? '') : [])));
  for (const id of old.keys()) if (!kept.has(id) || !edit.has(id)) edit.remove(id);
  const conditions = ways.length > 1 && node.kind !== 'and';
  for (const way of ways) {
    const before = edit.has(way.edge ?? '') ? old.get(way.edge ?? '') : undefined;
    const same = before !== undefined && destination(index, before).to === way.to;
    const loop = same
      ? before.loop === true || (way.loop === true && !destination(index, before).loop)
      : way.loop === true;
    const words = { ...wayWords(way, conditions), ...(loop && way.loop === true && { loop: true as const }) };
    if (same) edit.replace({ id: before.id, from: source, to: before.to, ...words });
    else {
      if (before !== undefined) edit.remove(before.id);
      edit.connect({
        id: before?.id ?? edit.edgeId(source, way.to, way.outcome),
        from: source,
        to: way.to,
        ...words,
      });
    }
  }
  return edit.done();
}

function wayWords(way: DraftWay, conditions: boolean): Partial<DraftEdge> {
  const { label, labelEn, when, feel, outcome, default: isDefault } = way;
  const condition = feel ?? (outcome === undefined ? undefined : `outcome = "${outcome}"`);
  return {
    ...(label !== undefined && label !== '' && { label }),
    ...(labelEn !== undefined && labelEn !== '' && { labelEn }),
    ...(when !== undefined && when !== '' && { when }),
    ...(conditions &&
      isDefault !== true &&
      condition !== undefined &&
      condition !== '' && { feel: condition }),
    ...(conditions && isDefault === true && { default: true as const }),
  };
}

/** Puts a new row into the way `at` of a row, or beside the others when there is no such way. */
export function insertRow(
  draft: FlowDraft,
  node: DraftNode,
  after?: { readonly row: string; readonly way: number },
): FlowDraft {
  const added = { ...draft, nodes: [...draft.nodes, node] };
  const row = rowsOf(draft).find((one) => one.node.id === after?.row);
  if (row === undefined || after === undefined) return added;
  const way = row.ways[after.way];
  const next = way?.to;
  const into: DraftWay = { ...way, loop: undefined, to: node.id };
  const ways = way === undefined ? [...row.ways, into] : row.ways.with(after.way, into);
  const led = setWays(added, row.node.id, ways);
  return next === undefined || next === ''
    ? led
    : setWays(led, node.id, [{ to: next, ...(way?.loop && { loop: true }) }]);
}

/** Takes a row out with its timers; what led to it leads to what followed it. */
export function removeRow(draft: FlowDraft, id: string): FlowDraft {
  const rows = rowsOf(draft);
  const row = rows.find((one) => one.node.id === id);
  if (row === undefined) return draft;
  const next = row.ways.find((way) => way.loop !== true && way.to !== id)?.to;
  let left = draft;
  for (const timer of draft.nodes.filter(({ host }) => host === id)) left = removeRow(left, timer.id);
  for (const other of rowsOf(left)) {
    if (other.node.id === id || !other.ways.some((way) => way.to === id)) continue;
    const ways = other.ways.flatMap((way): DraftWay[] => {
      if (way.to !== id) return [way];
      return next === undefined || next === other.node.id ? [] : [{ ...way, to: next }];
    });
    left = setWays(left, other.node.id, ways);
  }
  left = setWays(left, id, []);
  return { ...left, nodes: left.nodes.filter((node) => node.id !== id), clock: clockWithout(left, id) };
}

function clockWithout({ clock }: FlowDraft, id: string): FlowDraft['clock'] {
  return { from: clock.from === id ? '' : clock.from, to: clock.to === id ? '' : clock.to };
}

/** An id that no element of the draft has. */
export function freshId(draft: FlowDraft, stem: string): string {
  const taken = new Set([...draft.nodes, ...draft.edges].map(({ id }) => id));
  const short = stem.slice(0, 70);
  if (!taken.has(short)) return short;
  for (let n = 2; ; n += 1) if (!taken.has(`${short}-${n}`)) return `${short}-${n}`;
}

/** One edit in the making: what is added, taken away and, at the end, merges that are none any more. */
class Edit {
  #draft: FlowDraft;
  readonly #touched = new Set<string>();

  constructor(draft: FlowDraft) {
    this.#draft = draft;
  }

  has(edge: string): boolean {
    return this.#draft.edges.some(({ id }) => id === edge);
  }

  edgeId(from: string, to: string, outcome?: string): string {
    return freshId(
      this.#draft,
      `${from}..${to}${outcome === undefined || outcome === '' ? '' : `.${outcome}`}`,
    );
  }

  addGateway(stem: string, beside: DraftNode, name: string): string {
    const id = freshId(this.#draft, stem);
    const gateway: DraftNode = {
      id,
      name,
      kind: 'xor',
      risk: 0,
      public: true,
      ...(beside.post !== undefined && { post: beside.post }),
    };
    this.#draft = { ...this.#draft, nodes: [...this.#draft.nodes, gateway] };
    return id;
  }

  addEdge(edge: DraftEdge): void {
    this.#draft = { ...this.#draft, edges: [...this.#draft.edges, edge] };
  }

  replace(edge: DraftEdge): void {
    this.#draft = {
      ...this.#draft,
      edges: this.#draft.edges.map((one) => (one.id === edge.id ? edge : one)),
    };
  }

  remove(edge: string): void {
    const gone = this.#draft.edges.find(({ id }) => id === edge);
    if (gone === undefined) return;
    this.#touched.add(gone.to);
    this.#draft = { ...this.#draft, edges: this.#draft.edges.filter(({ id }) => id !== edge) };
  }

  dropNode(node: string): void {
    for (const edge of this.#draft.edges) if (edge.from === node || edge.to === node) this.remove(edge.id);
    this.#draft = { ...this.#draft, nodes: this.#draft.nodes.filter(({ id }) => id !== node) };
  }

  /** Draws an edge; where it meets others a merge is put in front, unless the target gathers by itself. */
  connect(edge: DraftEdge): void {
    const index = indexTable(this.#draft);
    const target = index.node.get(edge.to);
    if (target === undefined) return;
    const into = index.into(target.id);
    const merge = into
      .map(({ from }) => index.node.get(from))
      .find((node) => node !== undefined && isMerge(index, node));
    const gathers = target.kind === 'and' && index.out(target.id).length < 2;
    if (into.length === 0 || gathers) return this.addEdge(edge);
    if (merge !== undefined) return this.addEdge({ ...edge, to: merge.id });
    const id = this.addGateway(`${target.id}.merge`, target, '汇合');
    for (const one of into) this.replace({ ...one, to: id });
    this.addEdge({ ...edge, to: id });
    this.addEdge({ id: this.edgeId(id, target.id), from: id, to: target.id });
  }

  done(): FlowDraft {
    for (const id of this.#touched) {
      const index = indexTable(this.#draft);
      const node = this.#draft.nodes.find((one) => one.id === id);
      if (node === undefined || !isMerge(index, node)) continue;
      const [only, ...others] = index.into(id);
      const [out] = index.out(id);
      if (others.length > 0 || out === undefined) continue;
      this.#draft = {
        ...this.#draft,
        nodes: this.#draft.nodes.filter((one) => one.id !== id),
        edges: this.#draft.edges
          .filter((edge) => edge !== out)
          .map((edge) => (edge === only ? { ...edge, to: out.to } : edge)),
      };
      this.#touched.add(out.to);
    }
    return this.#draft;
  }
}

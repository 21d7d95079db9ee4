import type { Box, Point } from './diagram.ts';

/** A line to draw, between the centres of two nodes. */
export interface Wire {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

const BEND = 40;
const CROSSING = 30;
const SHARED = 600;
/** Leaving or entering: 0 down, 1 right, 2 up, 3 left. Charts read downwards. */
const LEAVE = [0, 12, 90, 12] as const;
const ENTER = [0, 14, 90, 14] as const;
const STEPS = [
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
] as const;

/**
 * Routes wires along a sparse grid of free lines by shortest path: no wire passes a node; bends, crossings and shared
 * stretches cost. Wires are routed in the given order, each seeing those before it.
 */
export class Router {
  readonly #xs: readonly number[];
  readonly #ys: readonly number[];
  readonly #owner: readonly (string | undefined)[];
  readonly #boxes: ReadonlyMap<string, Box>;
  readonly #stubs: ReadonlySet<number>;
  readonly #used = new Map<number, string>();

  /** `stubs` are columns that lines may cross, but follow only inside a node. */
  constructor(
    xs: Iterable<number>,
    ys: Iterable<number>,
    boxes: ReadonlyMap<string, Box>,
    stubs: ReadonlySet<number>,
  ) {
    this.#xs = [...new Set(xs)].toSorted((a, b) => a - b);
    this.#ys = [...new Set(ys)].toSorted((a, b) => a - b);
    this.#boxes = boxes;
    const owner = Array.from<string | undefined>({ length: this.#xs.length * this.#ys.length });
    for (const [id, [x, y, w, h]] of boxes) {
      for (const [i, gx] of this.#xs.entries()) {
        if (gx < x - 2 || gx > x + w + 2) continue;
        for (const [j, gy] of this.#ys.entries()) {
          if (gy >= y - 2 && gy <= y + h + 2) owner[this.#cell(i, j)] ??= id;
        }
      }
    }
    this.#owner = owner;
    this.#stubs = stubs;
  }

  #cell(i: number, j: number): number {
    return i * this.#ys.length + j;
  }

  #centre(id: string): readonly [number, number] {
    const [x, y, w, h] = this.#boxes.get(id) ?? [0, 0, 0, 0];
    return [this.#xs.indexOf(x + w / 2), this.#ys.indexOf(y + h / 2)];
  }

  #middle(id: string): Point {
    const [x, y, w, h] = this.#boxes.get(id) ?? [0, 0, 0, 0];
    return [x + w / 2, y + h / 2];
  }

  /** The corners of a line from node to node; straight across where there is no way around the others. */
  route(wire: Wire): Point[] {
    const [si, sj] = this.#centre(wire.from);
    const [ti, tj] = this.#centre(wire.to);
    const target = this.#cell(ti, tj);
    const cells = this.#owner.length;
    const cost = new Float64Array(cells * 4).fill(Infinity);
    const before = new Int32Array(cells * 4).fill(-1);
    const heap = new Heap();
    const source = this.#cell(si, sj);
    for (let way = 0; way < 4; way += 1) {
      cost[source * 4 + way] = LEAVE[way] ?? 0;
      heap.push(LEAVE[way] ?? 0, source * 4 + way);
    }
    for (let state = heap.pop(); state !== undefined; state = heap.pop()) {
      const cell = state >> 2;
      const way = state & 3;
      if (cell === target) return this.#trace(wire, before, state);
      for (let next = 0; next < 4; next += 1) {
        if (next === (way ^ 2) || (cell === source && next !== way)) continue;
        const move = this.#move(wire, cell, way, next, target);
        if (move === undefined) continue;
        const at = move.cell * 4 + next;
        const total = (cost[state] ?? 0) + move.cost;
        if (total >= (cost[at] ?? 0)) continue;
        cost[at] = total;
        before[at] = state;
        heap.push(total, at);
      }
    }
    // Only a draft has an edge that nothing can be drawn around to, such as one into a timer on a step.
    return [this.#middle(wire.from), this.#middle(wire.to)];
  }

  #move(
    wire: Wire,
    cell: number,
    way: number,
    next: number,
    target: number,
  ): { cell: number; cost: number } | undefined {
    const rows = this.#ys.length;
    const i = Math.floor(cell / rows);
    const j = cell % rows;
    const [di, dj] = STEPS[next] ?? [0, 0];
    const [ni, nj] = [i + di, j + dj];
    const x = this.#xs[ni];
    const y = this.#ys[nj];
    if (x === undefined || y === undefined) return undefined;
    const there = this.#cell(ni, nj);
    const owner = this.#owner[there];
    if (owner !== undefined && owner !== wire.from && owner !== wire.to) return undefined;
    if (di === 0 && owner === undefined && this.#stubs.has(x)) return undefined;
    let price = Math.abs(x - (this.#xs[i] ?? 0)) + Math.abs(y - (this.#ys[j] ?? 0));
    if (way !== next) {
      // turning inside a node would leave or enter it at no side
      if (this.#owner[cell] !== undefined) return undefined;
      price += BEND;
    }
    const along = next % 2;
    if (this.#used.has(there * 2 + along)) price += SHARED;
    if (this.#used.has(there * 2 + (1 - along)) && owner === undefined) price += CROSSING;
    if (there === target) price += ENTER[next] ?? 0;
    return { cell: there, cost: price };
  }

  #trace(wire: Wire, before: Int32Array, last: number): Point[] {
    const cells: number[] = [];
    for (let state = last; state !== -1; state = before[state] ?? -1) {
      cells.push(state >> 2);
      if (before[state] !== -1) this.#used.set((state >> 2) * 2 + ((state & 3) % 2), wire.id);
    }
    const rows = this.#ys.length;
    const points = cells
      .toReversed()
      .map((cell): Point => [this.#xs[Math.floor(cell / rows)] ?? 0, this.#ys[cell % rows] ?? 0]);
    return this.#clip(corners(points), wire);
  }

  /** The line from border to border instead of centre to centre. */
  #clip(points: Point[], wire: Wire): Point[] {
    const clipped = [...points];
    const [first, second] = points;
    const last = points.at(-1);
    const beforeLast = points.at(-2);
    if (first && second) clipped[0] = atBorder(this.#boxes.get(wire.from), first, second);
    if (last && beforeLast)
      clipped[clipped.length - 1] = atBorder(this.#boxes.get(wire.to), last, beforeLast);
    return clipped;
  }
}

function atBorder(box: Box | undefined, centre: Point, toward: Point): Point {
  const [, , w, h] = box ?? [0, 0, 0, 0];
  const dx = Math.sign(toward[0] - centre[0]);
  const dy = Math.sign(toward[1] - centre[1]);
  return [centre[0] + (dx * w) / 2, centre[1] + (dy * h) / 2];
}

function corners(points: readonly Point[]): Point[] {
  return points.filter((point, at) => {
    const a = points[at - 1];
    const b = points[at + 1];
    return (
      a === undefined ||
      b === undefined ||
      !((a[0] === point[0] && b[0] === point[0]) || (a[1] === point[1] && b[1] === point[1]))
    );
  });
}

/** A binary heap of states by cost. */
class Heap {
  readonly #costs: number[] = [];
  readonly #states: number[] = [];

  push(cost: number, state: number): void {
    let at = this.#costs.length;
    this.#costs.push(cost);
    this.#states.push(state);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#costs[parent] ?? 0) <= cost) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): number | undefined {
    const top = this.#states[0];
    const cost = this.#costs.pop();
    const state = this.#states.pop();
    if (cost === undefined || state === undefined || this.#costs.length === 0) return top;
    this.#costs[0] = cost;
    this.#states[0] = state;
    for (let at = 0; ;) {
      const [left, right] = [at * 2 + 1, at * 2 + 2];
      let least = at;
      if ((this.#costs[left] ?? Infinity) < (this.#costs[least] ?? Infinity)) least = left;
      if ((this.#costs[right] ?? Infinity) < (this.#costs[least] ?? Infinity)) least = right;
      if (least === at) return top;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    [this.#costs[a], this.#costs[b]] = [this.#costs[b] ?? 0, this.#costs[a] ?? 0];
    [this.#states[a], this.#states[b]] = [this.#states[b] ?? 0, this.#states[a] ?? 0];
  }
}

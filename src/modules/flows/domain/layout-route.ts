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
const ALMOST = 1 - 1e-6;
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
 * stretches cost. Wires are routed in the given order, each seeing those before it. The search is A*: it follows what
 * is shortest together with `leastLeft`, so that a short line does not look all over a large chart.
 */
export class Router {
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  readonly #boxes: ReadonlyMap<string, Box>;
  readonly #numbers: ReadonlyMap<string, number>;
  /** By cell the number of the node it lies in, from one; nought where the grid is free. */
  readonly #owner: Int32Array;
  /** By column whether lines follow it only inside a node. */
  readonly #stub: Uint8Array;
  /** By cell and direction, upright and level, whether a line passes. */
  readonly #used: Uint8Array;
  /** By cell and way the cost of the search at hand, and the state before. */
  readonly #cost: Float64Array;
  readonly #before: Int32Array;

  /** `stubs` are columns that lines may cross, but follow only inside a node. */
  constructor(
    xs: Iterable<number>,
    ys: Iterable<number>,
    boxes: ReadonlyMap<string, Box>,
    stubs: ReadonlySet<number>,
  ) {
    this.#xs = new Float64Array(new Set(xs)).sort();
    this.#ys = new Float64Array(new Set(ys)).sort();
    this.#boxes = boxes;
    this.#numbers = new Map([...boxes.keys()].map((id, at) => [id, at + 1]));
    const cells = this.#xs.length * this.#ys.length;
    this.#owner = new Int32Array(cells);
    this.#stub = Uint8Array.from(this.#xs, (x) => Number(stubs.has(x)));
    this.#used = new Uint8Array(cells * 2);
    this.#cost = new Float64Array(cells * 4);
    this.#before = new Int32Array(cells * 4);
    for (const [id, [x, y, w, h]] of boxes) {
      for (const [i, gx] of this.#xs.entries()) {
        if (gx < x - 2 || gx > x + w + 2) continue;
        for (const [j, gy] of this.#ys.entries()) {
          const cell = this.#cell(i, j);
          if (gy >= y - 2 && gy <= y + h + 2 && this.#owner[cell] === 0)
            this.#owner[cell] = this.#numbers.get(id) ?? 0;
        }
      }
    }
  }

  #cell(i: number, j: number): number {
    return i * this.#ys.length + j;
  }

  #middle(id: string): Point {
    const [x, y, w, h] = this.#boxes.get(id) ?? [0, 0, 0, 0];
    return [x + w / 2, y + h / 2];
  }

  #centre(id: string): number {
    const [x, y] = this.#middle(id);
    return this.#cell(this.#xs.indexOf(x), this.#ys.indexOf(y));
  }

  #x(cell: number): number {
    return this.#xs[Math.floor(cell / this.#ys.length)] ?? 0;
  }

  #y(cell: number): number {
    return this.#ys[cell % this.#ys.length] ?? 0;
  }

  /** Marks a line that is drawn already, for those routed after it. */
  pass(points: readonly Point[]): void {
    for (const [at, to] of points.entries()) {
      const from = points[at - 1] ?? to;
      for (const [i, x] of this.#xs.entries()) {
        if (x < Math.min(from[0], to[0]) || x > Math.max(from[0], to[0])) continue;
        for (const [j, y] of this.#ys.entries())
          if (y >= Math.min(from[1], to[1]) && y <= Math.max(from[1], to[1]))
            this.#used[this.#cell(i, j) * 2 + (from[0] === to[0] ? 0 : 1)] = 1;
      }
    }
  }

  /** The corners of a line from node to node; straight across where there is no way around the others. */
  route(wire: Wire): Point[] {
    const [cost, before] = [this.#cost.fill(Infinity), this.#before.fill(-1)];
    const [source, target] = [this.#centre(wire.from), this.#centre(wire.to)];
    const ends = [this.#numbers.get(wire.from), this.#numbers.get(wire.to)];
    const [tx, ty] = this.#middle(wire.to);
    const left = (cell: number, way: number) => leastLeft(tx - this.#x(cell), ty - this.#y(cell), way);
    const heap = new Heap();
    for (let way = 0; way < 4; way += 1) {
      cost[source * 4 + way] = LEAVE[way] ?? 0;
      heap.push((LEAVE[way] ?? 0) + left(source, way), source * 4 + way);
    }
    for (let state = heap.pop(); state !== undefined; state = heap.pop()) {
      const cell = state >> 2;
      const way = state & 3;
      if (cell === target) return this.#trace(wire, before, state);
      for (let next = 0; next < 4; next += 1) {
        if (next === (way ^ 2) || (cell === source && next !== way)) continue;
        const there = this.#beside(cell, next);
        if (there === undefined || !this.#isOpen(there, next, ends)) continue;
        // turning inside a node would leave or enter it at no side
        if (way !== next && this.#owner[cell] !== 0) continue;
        const enter = there === target ? (ENTER[next] ?? 0) : 0;
        const bend = way === next ? 0 : BEND;
        const total = (cost[state] ?? 0) + this.#price(cell, there, next) + bend + enter;
        const at = there * 4 + next;
        if (total >= (cost[at] ?? 0)) continue;
        cost[at] = total;
        before[at] = state;
        heap.push(total + left(there, next), at);
      }
    }
    // Only a draft has an edge that nothing can be drawn around to, such as one into a timer on a step.
    return [this.#middle(wire.from), this.#middle(wire.to)];
  }

  /** The cell next to another on the grid, if it does not end there. */
  #beside(cell: number, way: number): number | undefined {
    const rows = this.#ys.length;
    const [di, dj] = STEPS[way] ?? [0, 0];
    const [i, j] = [Math.floor(cell / rows) + di, (cell % rows) + dj];
    return i < 0 || j < 0 || i >= this.#xs.length || j >= rows ? undefined : this.#cell(i, j);
  }

  /** Whether a line between two nodes may come into a cell this way: it passes no other node and follows no stub. */
  #isOpen(cell: number, way: number, ends: readonly (number | undefined)[]): boolean {
    const owner = this.#owner[cell];
    if (owner === 0) return way % 2 === 1 || this.#stub[Math.floor(cell / this.#ys.length)] === 0;
    return ends.includes(owner);
  }

  /** What going on to the next cell costs: the distance, and the lines that are met there. */
  #price(cell: number, there: number, way: number): number {
    const along = way % 2;
    const distance = Math.abs(this.#x(there) - this.#x(cell)) + Math.abs(this.#y(there) - this.#y(cell));
    const shared = this.#used[there * 2 + along] === 0 ? 0 : SHARED;
    const crossed = this.#used[there * 2 + 1 - along] === 0 || this.#owner[there] !== 0 ? 0 : CROSSING;
    return distance + shared + crossed;
  }

  #trace(wire: Wire, before: Int32Array, last: number): Point[] {
    const cells: number[] = [];
    for (let state = last; state !== -1; state = before[state] ?? -1) {
      cells.push(state >> 2);
      if (before[state] !== -1) this.#used[(state >> 2) * 2 + ((state & 3) % 2)] = 1;
    }
    const points = cells.toReversed().map((cell): Point => [this.#x(cell), this.#y(cell)]);
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

/**
 * The least a way still costs that goes on in a direction towards a point `dx` and `dy` away: the distance, and the
 * bends it cannot do without. Never more than what the way really costs, so that the first way found is the shortest;
 * a little less, so that of two as short the one wins that a search without it would have found.
 */
function leastLeft(dx: number, dy: number, way: number): number {
  const ahead = [dy, dx, -dy, -dx][way] ?? 0;
  const aside = way % 2 === 0 ? dx : dy;
  const bends = ahead < 0 ? 2 : aside === 0 ? 0 : 1;
  return (Math.abs(dx) + Math.abs(dy) + bends * BEND) * ALMOST;
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
